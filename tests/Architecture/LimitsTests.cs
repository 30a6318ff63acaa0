using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Bookseal.Evidence;

namespace Bookseal.Architecture.Tests;

/// <summary>docs/limits.md quotes the one list of limits, number for number.</summary>
public sealed class LimitsTests
{
    [Fact]
    public void LimitsDocument_Table_IsTheListInTheCode()
    {
        var code = typeof(Limits)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field =>
                $"{field.Name} {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
            )
            .Order(StringComparer.Ordinal);
        var documented = Regex
            .Matches(
                File.ReadAllText(Path.Combine(Repository.Root, "docs", "limits.md")),
                @"^\| `(\w+)` \| ([\d,]+)",
                RegexOptions.Multiline
            )
            .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value.Replace(",", "", StringComparison.Ordinal)}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(code, documented);
    }
}
