using System.CommandLine;
using Bookseal.Books.Costs;
using Bookseal.Import;
using Bookseal.Import.Costs;
using Bookseal.Import.Focus;

namespace Bookseal.Cli.Options;

/// <summary><c>import DIR FILE --format focus-csv|cost-csv</c>, and how the file is to be read.</summary>
internal static class CostOptions
{
    private static readonly Option<string?> Lifecycle = new("--lifecycle")
    {
        Description = "Of costs whose file does not say it: preliminary or final",
    };

    private static readonly Option<string?> Batch = new("--batch")
    {
        Description = "The ingestion_batch_id of the costs; the file's digest unless it is said",
    };

    private static readonly Option<long?> BatchSequence = new("--batch-sequence")
    {
        Description = "Which batch of costs counts where two have one record: that of the higher number",
    };

    private static readonly Option<string[]> Part = new("--part")
    {
        Description = "Another file of the same export of costs; may be repeated",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> Constant = new("--constant")
    {
        Description = "A column that the file of costs lacks ('BillingCurrency=USD'); may be repeated",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> IdColumn = new("--id-column")
    {
        Description = "A column that tells records of costs apart, where the provider has one",
    };

    private static readonly Option<string?> Periods = new("--billing-periods")
    {
        Description = "FOCUS's Billing Period dataset: what is Closed there is final",
    };

    private static readonly Option<bool> Latest = new("--latest-billing-period")
    {
        Description = "Of several rows of one billing period the one that was updated last counts",
    };

    private static readonly Option<string?> Invoices = new("--invoices")
    {
        Description = "FOCUS's Invoice Detail dataset: what the costs of an invoice have to add up to",
    };

    public static void AddTo(Command command)
    {
        foreach (
            var option in (Option[])
                [Lifecycle, Batch, BatchSequence, Part, Constant, IdColumn, Periods, Latest, Invoices]
        )
            command.Add(option);
    }

    /// <summary>A file of costs, and no journal.</summary>
    public static bool AreUsed(ParseResult parse) =>
        parse.GetValue(LedgerOptions.Format) is CostRequest.FocusFormat or CostRequest.MappedFormat;

    /// <summary>What is asked for; the files are there, and not read yet.</summary>
    /// <param name="input">What stands for <c>-</c>.</param>
    public static Result<CostRequest> Read(ParseResult parse, SourceFile? input)
    {
        if (parse.GetValue(LedgerOptions.File) is not { } first)
            return Invalid("name the file: bookseal import DIR FILE --format focus-csv; '-' is standard input");
        if (
            LedgerOptions.MappingOf(parse) is null
            == (parse.GetValue(LedgerOptions.Format) == CostRequest.MappedFormat)
        )
            return Invalid($"--mapping goes with --format {CostRequest.MappedFormat}, and only with it");
        var files = new List<(string Name, SourceFile Content)>();
        string?[] named = [first, .. parse.GetValue(Part)!];
        string?[] beside = [LedgerOptions.MappingOf(parse), parse.GetValue(Periods), parse.GetValue(Invoices)];
        foreach (var path in named.Concat(beside).OfType<string>())
            if (path != "-" && (!File.Exists(path) || !PlainFile.Is(path)))
                return new Fault("FILE_MISSING", $"{path} does not exist, or is no file");
        foreach (var path in named.OfType<string>())
            files.Add(path == "-" && input is not null ? ("stdin", input) : (path, SourceFile.At(path)));
        return ReadWords(parse, new(files));
    }

    public static bool IsInput(ParseResult parse) => parse.GetValue(LedgerOptions.File) == "-";

    private static Result<CostRequest> ReadWords(ParseResult parse, CostRequest request)
    {
        if (!ReadConstants(parse.GetValue(Constant)!).TryGet(out var constants, out var fault))
            return fault;
        var (lifecycle, slashes) = ((CostLifecycle?)null, SlashDates.Unsaid);
        if (parse.GetValue(Lifecycle) is { } word)
        {
            if (!CostLifecycles.Parse(word).TryGet(out var said, out fault))
                return fault;
            lifecycle = said;
        }

        if (TableOptions.OrderOf(parse) is { } order && !CostDates.ParseOrder(order).TryGet(out slashes, out fault))
            return fault;
        return request with
        {
            Lifecycle = lifecycle,
            Slashes = slashes,
            Constants = constants,
            Batch = parse.GetValue(Batch),
            BatchSequence = parse.GetValue(BatchSequence),
            IdColumn = parse.GetValue(IdColumn),
            Mapping = At(LedgerOptions.MappingOf(parse)),
            BillingPeriods = At(parse.GetValue(Periods)),
            TakesLatestPeriod = parse.GetValue(Latest),
            Invoices = At(parse.GetValue(Invoices)),
        };
    }

    private static (string, SourceFile)? At(string? path) => path is null ? null : (path, SourceFile.At(path));

    private static Result<Dictionary<string, string>> ReadConstants(string[] texts)
    {
        var constants = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1 || !constants.TryAdd(text[..at], text[(at + 1)..]))
                return Invalid($"--constant is NAME=VALUE, each name once, not {new JsonString(text)}");
        }

        return constants;
    }

    private static Fault Invalid(string message) => new("USAGE", message);
}
