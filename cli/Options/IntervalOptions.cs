using System.CommandLine;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Options;

/// <summary>Which days a command is about, and by which rules they are reconciled.</summary>
internal static class IntervalOptions
{
    public static Option<string> From { get; } =
        new("--from") { Description = "The first day, YYYY-MM-DD", Required = true };

    public static Option<string> To { get; } =
        new("--to") { Description = "The last day, YYYY-MM-DD", Required = true };

    public static Option<string?> Rules { get; } =
        new("--rules")
        {
            Description = $"What is compared with what. Default: {ReconciliationRules.FileName} of the books directory",
        };

    public static Result<Interval> Read(ParseResult parse)
    {
        if (!Dates.Parse(parse.GetValue(From)!).TryGet(out var from, out var fault))
            return fault;
        return Dates.Parse(parse.GetValue(To)!).TryGet(out var to, out fault) ? Interval.Of(from, to) : fault;
    }

    /// <summary>
    /// <c>RECONCILIATION_INVALID</c>, <c>FILE_MISSING</c> of a file that was named; no rules where there is no file.
    /// </summary>
    public static async Task<Result<ReconciliationRules>> ReadRulesAsync(
        ParseResult parse,
        DirectoryInfo? booksDirectory,
        CancellationToken cancel
    )
    {
        var named = parse.GetValue(Rules);
        var path =
            named ?? (booksDirectory is { } books ? Path.Combine(books.FullName, ReconciliationRules.FileName) : null);
        if (path is null || (named is null && !File.Exists(path)))
            return ReconciliationRules.None;
        if (!File.Exists(path))
            return new Fault("FILE_MISSING", $"{path} does not exist");
        return (await PlainFile.ReadAsync(path, Limits.ReconciliationBytes, cancel))
            .Then(bytes => ReconciliationRules.FromBytes(bytes))
            .TryGet(out var rules, out var fault)
            ? rules
            : fault with
            {
                Where = path,
            };
    }
}
