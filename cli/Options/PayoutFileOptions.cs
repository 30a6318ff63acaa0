using System.CommandLine;
using Bookseal.Import;
using Bookseal.Import.Costs;
using Bookseal.Import.Payouts;

namespace Bookseal.Cli.Options;

/// <summary><c>DIR FILE --format stripe-payouts-csv | paypal-csv | payout-csv</c>: what a provider paid out.</summary>
internal static class PayoutFileOptions
{
    public const string Stripe = "stripe-payouts-csv";
    public const string Paypal = "paypal-csv";
    public const string Plain = "payout-csv";

    private static readonly Option<string?> Control = new("--control")
    {
        Description = $"With {Stripe}: Stripe's balance.summary.1 of the same days, whose payouts have to agree",
    };

    private static readonly Option<string?> Provider = new("--provider")
    {
        Description = $"With {Plain}: whose payouts they are, such as adyen",
    };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = $"With {Plain}: which column is which, gross=amount,payout=payout_id; may be repeated",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Minor = new("--minor-units")
    {
        Description = $"With {Plain}: amounts are whole minor units, such as cents",
    };

    private static readonly Option<bool> MonthFirst = new("--month-first")
    {
        Description = $"With {Paypal}: dates are month/day/year",
    };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Control, Provider, Map, Minor, MonthFirst])
            command.Options.Add(option);
    }

    public static bool IsPayouts(string? format) => format is Stripe or Paypal or Plain;

    /// <summary>Null, and said why, where there are faults.</summary>
    public static async Task<(PayoutFile? File, Digest Sha256)> ReadAsync(
        ParseResult parse,
        string format,
        string path,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        if (await ContentAsync(path, faults, cancel) is not { } content)
            return (null, default);
        var read = format switch
        {
            Paypal => PaypalReader.Read(path, content, DatesOf(parse), faults),
            Stripe => PayoutReader.Read(path, content, PayoutColumns.Stripe, faults),
            _ => ReadPlain(parse, path, content, faults),
        };
        if (
            read is not null
            && parse.GetValue(Control) is { } control
            && await ContentAsync(control, faults, cancel) is { } summary
        )
            StripeSummary.Check(control, summary, read, faults);
        return (faults.IsEmpty ? read : null, Digest.Of(content));
    }

    private static SlashDates DatesOf(ParseResult parse) =>
        parse.GetValue(MonthFirst) ? SlashDates.MonthFirst : SlashDates.DayFirst;

    private static PayoutFile? ReadPlain(ParseResult parse, string path, byte[] content, ImportFaults faults)
    {
        var columns = PayoutColumns.Parse(parse.GetValue(Provider) ?? "", parse.GetValue(Map)!, parse.GetValue(Minor));
        if (columns.TryGet(out var named, out var fault))
            return PayoutReader.Read(path, content, named, faults);
        faults.Add(fault);
        return null;
    }

    private static async Task<byte[]?> ContentAsync(string path, ImportFaults faults, CancellationToken cancel)
    {
        if (!File.Exists(path))
            faults.Add(new("FILE_MISSING", $"{path} does not exist"));
        else if (
            (await PlainFile.ReadAsync(path, Limits.PayoutFileBytes, cancel)).TryGet(out var content, out var fault)
        )
            return content;
        else
            faults.Add(fault);
        return null;
    }
}
