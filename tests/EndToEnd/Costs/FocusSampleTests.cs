using System.Globalization;
using System.Numerics;
using Bookseal.EndToEnd.Tests.Hledger;
using Bookseal.EndToEnd.Tests.Programs;
using CsvHelper;

namespace Bookseal.EndToEnd.Tests.Costs;

/// <summary>The public FOCUS sample, from the file to the package, beside sums of another making.</summary>
public sealed class FocusSampleTests : IDisposable
{
    private const int Places = 20;
    private readonly TestCompany _company = new();

    [FocusSampleFact]
    public async Task ClosePackage_OfTheSample_IsTheSumOfItsRowsToTheLastDecimal()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (
            await _company.BooksealAsync(
                "import",
                _company.Books,
                FocusSampleFactAttribute.Sample,
                "--format",
                "focus-csv",
                "--lifecycle",
                "final"
            )
        ).Exits(0);
        var package = (
            await _company.BooksealAsync(
                "costs",
                "close-package",
                _company.Books,
                "--start-date",
                "2024-09-01",
                "--end-date",
                "2024-09-30"
            )
        ).Exits(0);
        var sums = new SortedDictionary<string, BigInteger>(StringComparer.Ordinal);
        var rows = 0;
        using var reader = new CsvReader(
            new StreamReader(FocusSampleFactAttribute.Sample),
            CultureInfo.InvariantCulture
        );
        await reader.ReadAsync();
        reader.ReadHeader();
        for (; await reader.ReadAsync(); rows++)
        {
            var provider = reader.GetField("ProviderName")!;
            sums[provider] = sums.GetValueOrDefault(provider) + Units(reader.GetField("BilledCost")!);
        }

        Assert.Equal(1000, rows);
        Assert.Equal("1000", package.Json["records"]!.ToString());
        var totals = (JsonObject)package.Json["totals_by_provider"]!;
        Assert.Equal(
            sums,
            totals.Members.ToDictionary(pair => pair.Key, pair => Units(((JsonString)pair.Value).Value))
        );
    }

    public void Dispose() => _company.Dispose();

    private static BigInteger Units(string text)
    {
        var parts = text.TrimStart('-').Split('.');
        var digits = parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(Places, '0');
        var units = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -units : units;
    }
}

/// <summary>Skipped, and says so, where the public sample is not beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FocusSampleFactAttribute : FactAttribute
{
    public FocusSampleFactAttribute()
    {
        if (!File.Exists(Sample))
            Skip = "../shared/data/focus-1.0-sample.csv is not beside the repository";
    }

    public static string Sample => Path.Combine(Path.GetDirectoryName(BcExample.CsvPath)!, "focus-1.0-sample.csv");
}
