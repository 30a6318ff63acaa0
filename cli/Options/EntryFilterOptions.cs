using System.CommandLine;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Options;

/// <summary>What <c>bookseal entries</c> looks for, and where.</summary>
internal static class EntryFilterOptions
{
    public const string Malformed = "FILTER_INVALID";

    private const int ShownByDefault = 50;

    public static Option<string?> Period { get; } = Of("--period", "Entries of this period only, YYYY-MM or YYYY-13");

    public static Option<string?> Account { get; } = Of("--account", "Entries with a line of this account");

    public static Option<int> Limit { get; } =
        new("--limit")
        {
            Description = "How many are shown; all are counted",
            DefaultValueFactory = _ => ShownByDefault,
        };

    private static readonly Option<string?> From = Of("--from", "Dated this day or later, YYYY-MM-DD");
    private static readonly Option<string?> To = Of("--to", "Dated this day or earlier");
    private static readonly Option<string?> Date = Of("--date", "Dated this day");
    private static readonly Option<string?> Amount = Of("--amount", "A line, or the entry, comes to this: 1250.00");
    private static readonly Option<string?> Least = Of("--min", "... to this or more");
    private static readonly Option<string?> Most = Of("--max", "... to this or less");
    private static readonly Option<string?> Text = Of("--text", "Part of id, description, entity, reference or job");
    private static readonly Option<string?> Person = Of(
        "--person",
        "Posted by, or in its source created or approved by"
    );

    public static IReadOnlyList<Option> All { get; } =
    [Period, From, To, Date, Account, Amount, Least, Most, Text, Person, Limit];

    /// <summary>What of them makes no sense in a ledger, where every line counts.</summary>
    private static IReadOnlyList<Option<string?>> Picking { get; } = [Amount, Least, Most, Text, Person];

    public static Result<EntryFilter> Read(ParseResult parse)
    {
        if (FindContradiction(parse) is { } fault)
            return fault;
        var exact = Parse(parse, Date, Dates.Parse);
        var (from, to) = (Parse(parse, From, Dates.Parse), Parse(parse, To, Dates.Parse));
        var account = Parse(parse, Account, AccountCode.Parse);
        var amount = Parse(parse, Amount, AmountRange.ParseAmount);
        var (least, most) = (Parse(parse, Least, AmountRange.ParseAmount), Parse(parse, Most, AmountRange.ParseAmount));
        var malformed = Fault(exact) ?? Fault(from) ?? Fault(to) ?? Fault(account) ?? Fault(amount);
        malformed ??= Fault(least) ?? Fault(most);
        return malformed is not null
            ? malformed
            : new EntryFilter
            {
                Account = account.Value,
                Amount = new(amount.Value ?? least.Value, amount.Value ?? most.Value),
                From = exact.Value ?? from.Value,
                To = exact.Value ?? to.Value,
                Text = parse.GetValue(Text),
                Person = parse.GetValue(Person),
            };
    }

    /// <summary>A ledger is of one account, and of all its lines.</summary>
    public static Fault? RefuseForLedger(ParseResult parse)
    {
        if (parse.GetValue(Account) is null)
            return new Fault(Malformed, "--ledger is of one account: name it with --account");
        return Picking.FirstOrDefault(option => parse.GetValue(option) is not null) is { } picking
            ? new Fault(Malformed, $"a ledger shows every line, so {picking.Name} does not go with --ledger")
            : null;
    }

    private static Fault? FindContradiction(ParseResult parse)
    {
        if (parse.GetValue(Date) is not null && (parse.GetValue(From) ?? parse.GetValue(To)) is not null)
            return new Fault(Malformed, "--date is one day; --from and --to are a span");
        if (parse.GetValue(Amount) is not null && (parse.GetValue(Least) ?? parse.GetValue(Most)) is not null)
            return new Fault(Malformed, "--amount is one amount; --min and --max are a range");
        return parse.GetValue(Limit) is < 1 or > Limits.EntriesShown
            ? new Fault(Malformed, $"--limit takes 1 to {Limits.EntriesShown}")
            : null;
    }

    private static Result<T?> Parse<T>(ParseResult parse, Option<string?> option, Func<string, Result<T>> read)
        where T : struct =>
        parse.GetValue(option) is { } text ? read(text).Map(value => (T?)value) : (Result<T?>)(T?)null;

    private static Fault? Fault<T>(Result<T> result) => result.IsOk ? null : result.Fault;

    private static Option<string?> Of(string name, string description) => new(name) { Description = description };
}
