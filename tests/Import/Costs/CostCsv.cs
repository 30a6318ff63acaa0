using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Costs;
using Bookseal.Import.Focus;

namespace Bookseal.Import.Tests.Costs;

/// <summary>Reads files of costs as the program does, from the request to the lines.</summary>
internal static class CostCsv
{
    public const string Header =
        "ProviderName,BillingAccountId,ServiceName,ChargeCategory,ChargePeriodStart,BillingPeriodStart,"
        + "BilledCost,EffectiveCost,BillingCurrency,ResourceId";

    public static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    public static CostRequest Final(params string[] parts) =>
        new([.. parts.Select((text, i) => ($"costs{i + 1}.csv", Of(text)))]) { Lifecycle = CostLifecycle.Final };

    public static CostRequest At(string path) => new([(Path.GetFileName(path), SourceFile.At(path))]);

    public static SourceFile Of(string text) => SourceFile.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>One row of <see cref="Header"/>.</summary>
    public static string Row(string billed, string resource = "r-1", string day = "2026-01-05", string more = "") =>
        $"AWS,1234,Compute,Usage,{day},2026-01-01,{billed},{billed},USD,{resource}{more}";

    public static string File(params string[] rows) => $"{Header}\n{string.Concat(rows.Select(row => row + "\n"))}";

    public static CostScan Scan(CostRequest request)
    {
        var faults = new ImportFaults();
        var scan = request.Open(Units, faults)?.Scan(faults, null);
        Assert.Empty(faults.Faults);
        return scan!;
    }

    public static IReadOnlyList<Fault> Faults(CostRequest request)
    {
        var faults = new ImportFaults();
        Assert.Null(request.Open(Units, faults)?.Scan(faults, null));
        return faults.Faults;
    }

    public static Fault Fault(CostRequest request) => Assert.Single(Faults(request));

    public static IReadOnlyList<CostRecord> Records(CostRequest request) => Records(Scan(request));

    public static IReadOnlyList<CostRecord> Records(CostScan scan) =>
        [.. Lines(scan).Where(line => !CostLine.IsInvoice(line)).Select(line => CostRecord.Decode(line).Value)];

    public static IReadOnlyList<byte[]> Lines(CostScan scan, IReadOnlyDictionary<PeriodCode, PeriodCode>? late = null)
    {
        using var lines = scan.Lines(Noon, late ?? new Dictionary<PeriodCode, PeriodCode>(), null);
        using var content = new MemoryStream();
        lines.CopyToAsync(content).GetAwaiter().GetResult();
        Assert.Equal(Digest.Of(content.ToArray()), lines.Sha256);
        return
        [
            .. Encoding
                .UTF8.GetString(content.ToArray())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Encoding.UTF8.GetBytes),
        ];
    }

    /// <summary>The exact sum, in units of the currency.</summary>
    public static string Sum(IEnumerable<CostRecord> records, Func<CostRecord, ExactDecimal> amount) =>
        records.Aggregate(ExactDecimal.Zero, (sum, record) => sum.Plus(amount(record)).Value).ToString();

    public static KnownUnits Units { get; } = new(Profile(), []);

    private static CompanyProfile Profile() =>
        BooksReader
            .ReadSettings(new SmallBooks().Files.ToDictionary(file => file.Key, file => SourceFile.Of(file.Value)))
            .Value;
}
