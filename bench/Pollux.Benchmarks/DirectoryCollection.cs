using System.Text.Json;

namespace Pollux.Benchmarks;

/// <summary>
/// Writes a SharpHound collection of version 6 of a made-up company: one computer for each user, a group for each ten, nested ones, a few
/// rights on every object as a real domain has them, sessions, local groups with logon rights, organisational units.
/// </summary>
internal static class DirectoryCollection
{
    private const string Sid = "S-1-5-21-1111111111-2222222222-3333333333";
    private const string Name = "BIG.EXAMPLE";
    private const int UsersPerUnit = 500;

    private static readonly string[] Administration =
    [
        $"{Sid}-512",
        $"{Sid}-519",
        $"{Name}-S-1-5-32-544",
        $"{Name}-S-1-5-32-548",
    ];

    /// <summary>Writes the files into a folder.</summary>
    /// <returns>How many bytes they have together.</returns>
    public static long Write(string folder, int users)
    {
        Directory.CreateDirectory(folder);
        WriteFile(folder, "users", users, User);
        WriteFile(folder, "computers", users, Computer);
        WriteFile(folder, "groups", (users / 10) + 6, (writer, index) => Group(writer, index, users));
        WriteFile(folder, "ous", (users / UsersPerUnit) + 1, Unit);
        WriteFile(folder, "domains", 1, Domain);
        return Directory.GetFiles(folder).Sum(path => new FileInfo(path).Length);
    }

    private static void WriteFile(string folder, string type, int count, Action<Utf8JsonWriter, int> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, $"{type}.json"));
        using Utf8JsonWriter writer = new(stream);
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        for (int index = 0; index < count; index++)
        {
            writer.WriteStartObject();
            write(writer, index);
            writer.WriteBoolean("IsDeleted", false);
            writer.WriteBoolean("IsACLProtected", false);
            writer.WriteEndObject();
            if (writer.BytesPending > 65_536)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
        writer.WriteStartObject("meta");
        writer.WriteNumber("methods", 521215);
        writer.WriteString("type", type);
        writer.WriteNumber("count", count);
        writer.WriteNumber("version", 6);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string UserId(int index) => $"{Sid}-{10_000 + index}";

    private static string ComputerId(int index) => $"{Sid}-{1_000_000 + index}";

    private static string GroupId(int index) => index < 6 ? $"{Sid}-{512 + index}" : $"{Sid}-{2_000_000 + index}";

    private static string UnitId(int index) => $"0000{index:X4}-AAAA-BBBB-CCCC-000000000000";

    private static void User(Utf8JsonWriter writer, int index)
    {
        Properties(
            writer,
            $"USER{index}@{Name}",
            () =>
            {
                writer.WriteBoolean("enabled", index % 20 != 0);
                writer.WriteBoolean("hasspn", index % 50 == 0);
                writer.WriteBoolean("dontreqpreauth", false);
                writer.WriteBoolean("unconstraineddelegation", false);
                writer.WriteNumber("lastlogontimestamp", 1_780_000_000 + index);
                writer.WriteString("description", "A person of the company, employed for some years.");
            }
        );
        writer.WriteString("PrimaryGroupSID", $"{Sid}-513");
        Entries(writer, GroupId(6 + (index / 100)), "ForceChangePassword");
        writer.WriteString("ObjectIdentifier", UserId(index));
        Reference(writer, "ContainedBy", UnitId(index / UsersPerUnit), "OU");
    }

    private static void Computer(Utf8JsonWriter writer, int index)
    {
        Properties(
            writer,
            $"PC{index}.{Name}",
            () =>
            {
                writer.WriteString("samaccountname", $"PC{index}$");
                writer.WriteString("operatingsystem", "Windows 11 Enterprise");
                writer.WriteBoolean("enabled", true);
                writer.WriteBoolean("haslaps", index % 2 == 0);
            }
        );
        writer.WriteString("PrimaryGroupSID", $"{Sid}-{(index == 0 ? 516 : 515)}");
        writer.WriteStartObject("Sessions");
        writer.WriteStartArray("Results");
        writer.WriteStartObject();
        writer.WriteString("UserSID", UserId(index));
        writer.WriteString("ComputerSID", ComputerId(index));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteBoolean("Collected", true);
        writer.WriteEndObject();
        writer.WriteStartArray("LocalGroups");
        LocalGroup(writer, index, 544, $"{Sid}-512", GroupId(6 + (index / 50)));
        LocalGroup(writer, index, 555, $"{Sid}-513", GroupId(6 + (index / 50)));
        writer.WriteEndArray();
        writer.WriteStartArray("UserRights");
        writer.WriteStartObject();
        writer.WriteString("Privilege", "SeRemoteInteractiveLogonRight");
        writer.WriteBoolean("Collected", true);
        Members(writer, "Results", [GroupId(6 + (index / 50)), $"{Name}-S-1-5-32-544"]);
        writer.WriteEndObject();
        writer.WriteEndArray();
        Entries(writer, $"{Sid}-526", "AddKeyCredentialLink");
        writer.WriteString("ObjectIdentifier", ComputerId(index));
        Reference(writer, "ContainedBy", UnitId(index / UsersPerUnit), "OU");
    }

    private static void Group(Utf8JsonWriter writer, int index, int users)
    {
        string name =
            index == 0 ? "DOMAIN ADMINS"
            : index == 1 ? "DOMAIN USERS"
            : $"GROUP{index}";
        Properties(writer, $"{name}@{Name}", () => { });
        IEnumerable<string> members =
            index < 6 ? [UserId(index)] : Enumerable.Range((index - 6) * 10, 10).Select(UserId);
        Members(
            writer,
            "Members",
            [.. members, .. index % 10 == 0 && index > 20 ? (string[])[GroupId(index / 2)] : []]
        );
        Entries(writer, UserId(index % users), "AddMember");
        writer.WriteString("ObjectIdentifier", GroupId(index));
    }

    private static void Unit(Utf8JsonWriter writer, int index)
    {
        Properties(writer, $"UNIT{index}@{Name}", () => { });
        Entries(writer, GroupId(6 + index), "GenericWrite");
        writer.WriteString("ObjectIdentifier", UnitId(index));
        Reference(writer, "ContainedBy", Sid, "Domain");
    }

    private static void Domain(Utf8JsonWriter writer, int index)
    {
        Properties(writer, Name, () => writer.WriteBoolean("collected", true));
        Entries(writer, GroupId(6 + index), "GetChanges");
        writer.WriteString("ObjectIdentifier", Sid);
    }

    private static void Properties(Utf8JsonWriter writer, string name, Action more)
    {
        writer.WriteStartObject("Properties");
        writer.WriteString("domain", Name);
        writer.WriteString("name", name);
        writer.WriteString("distinguishedname", $"CN={name},OU=UNIT,DC=BIG,DC=EXAMPLE");
        writer.WriteString("domainsid", Sid);
        more();
        writer.WriteEndObject();
    }

    private static void Entries(Utf8JsonWriter writer, string principal, string right)
    {
        writer.WriteStartArray("Aces");
        Entry(writer, principal, right);
        Entry(writer, $"{Sid}-512", "Owns");
        foreach (string administrator in Administration)
        {
            Entry(writer, administrator, "GenericAll");
            Entry(writer, administrator, "WriteDacl");
        }

        writer.WriteEndArray();
    }

    private static void Entry(Utf8JsonWriter writer, string principal, string right)
    {
        writer.WriteStartObject();
        writer.WriteString("PrincipalSID", principal);
        writer.WriteString("PrincipalType", "Group");
        writer.WriteString("RightName", right);
        writer.WriteBoolean("IsInherited", false);
        writer.WriteEndObject();
    }

    private static void LocalGroup(Utf8JsonWriter writer, int index, int rid, params ReadOnlySpan<string> members)
    {
        writer.WriteStartObject();
        writer.WriteString("ObjectIdentifier", $"{ComputerId(index)}-{rid}");
        writer.WriteBoolean("Collected", true);
        Members(writer, "Results", members);
        writer.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter writer, string list, params ReadOnlySpan<string> members)
    {
        writer.WriteStartArray(list);
        foreach (string member in members)
        {
            Write(writer, member, "Group");
        }

        writer.WriteEndArray();
    }

    private static void Reference(Utf8JsonWriter writer, string name, string id, string type)
    {
        writer.WritePropertyName(name);
        Write(writer, id, type);
    }

    private static void Write(Utf8JsonWriter writer, string id, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("ObjectIdentifier", id);
        writer.WriteString("ObjectType", type);
        writer.WriteEndObject();
    }
}
