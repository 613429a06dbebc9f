using Pollux.Diagnostics;

namespace Pollux.Modelling.Tables;

/// <summary>What can be wrong with the tables of <c>packs/core/rules</c>; codes PLX5000 to PLX5009.</summary>
public static class TableRules
{
    /// <summary>A table is not there; its rules are not applied.</summary>
    public static readonly DiagnosticRule TableMissing = new(
        "PLX5000",
        Severity.Error,
        "A table of the modelling rules is missing",
        "Restore the file from the release; docs/modelling.md lists the tables."
    );

    /// <summary>A table's first line does not name the columns that it needs; none of it is used.</summary>
    public static readonly DiagnosticRule BadHeader = new(
        "PLX5001",
        Severity.Error,
        "A table of the modelling rules has the wrong columns",
        "Write the header line as docs/modelling.md gives it."
    );

    /// <summary>A row that cannot be read; left out.</summary>
    public static readonly DiagnosticRule BadRow = new(
        "PLX5002",
        Severity.Error,
        "A row of a table of the modelling rules cannot be read",
        "Correct the row; docs/modelling.md explains each column."
    );
}
