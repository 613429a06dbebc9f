using System.Globalization;
using Pollux.Diagnostics;

namespace Pollux.Cli.Attack;

/// <summary>Reads a budget as <c>--budget</c> gives it.</summary>
internal static class Budget
{
    /// <summary>The budget in the unit of the costs; null, with a diagnostic, when it is none or in the other unit.</summary>
    /// <param name="text">Money, <c>50000</c>, <c>50k</c>, <c>1.5M</c>; or person-days, <c>30d</c>.</param>
    /// <param name="costsAreMoney">Whether costs are money, else person-days.</param>
    /// <param name="currency">The currency of money; empty when nobody says.</param>
    /// <param name="problems">Where to report.</param>
    public static double? Read(string text, bool costsAreMoney, string currency, DiagnosticBag problems)
    {
        (double unit, string number, bool isMoney) = text.Trim() switch
        {
            [.. var front, 'd'] => (1.0, front, false),
            [.. var front, 'k' or 'K'] => (1e3, front, true),
            [.. var front, 'M'] => (1e6, front, true),
            var all => (1.0, all, true),
        };
        if (
            !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount)
            || !double.IsFinite(amount * unit)
        )
        {
            problems.Add(
                MitigationsRules.BadBudget,
                $"--budget '{text}' is neither money, such as 50000, 50k or 1.5M, nor person-days, such as 30d."
            );
            return null;
        }

        if (isMoney == costsAreMoney)
        {
            return amount * unit;
        }

        problems.Add(
            MitigationsRules.BadBudget,
            costsAreMoney
                ? $"--budget '{text}' is in person-days, but the site says what changes cost in money{(currency.Length > 0 ? $", in {currency}" : "")}."
                : $"--budget '{text}' is money, but nobody says what changes cost in money; they are counted in person-days.",
            hint: costsAreMoney
                ? "Give money, such as 50000 or 50k."
                : "Give person-days, such as 30d, or mitigationCosts in the site description."
        );
        return null;
    }
}
