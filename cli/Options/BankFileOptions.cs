using System.CommandLine;
using Bookseal.Import.BankFiles;

namespace Bookseal.Cli.Options;

/// <summary>
/// <c>import DIR FILE --format bank-csv --mapping FILE</c>: what a bank's table does not say of itself, by the names
/// of <c>bank_statements.csv</c>.
/// </summary>
internal static class BankFileOptions
{
    private static readonly Option<string?>[] Said =
    [
        Of("account", "the bank account that it is of, as the books call it"),
        Of("from", "the statement's first day, where no row is of it"),
        Of("to", "the statement's last day, where no row is of it"),
        Of("opening", "the balance before the first row, where the file has none"),
        Of("closing", "the balance after the last row, where the file has none"),
    ];

    public static void AddTo(Command command)
    {
        foreach (var option in Said)
            command.Add(option);
    }

    /// <summary>What is beside the file; null for forms that say everything themselves.</summary>
    public static async Task<Result<BankMappingFile?>> ReadAsync(
        ParseResult parse,
        string format,
        CancellationToken cancel
    )
    {
        var said = new Dictionary<string, SaidOfStatement>();
        foreach (var option in Said)
            if (parse.GetValue(option) is { } text)
                said[option.Name.TrimStart('-')] = new(text, option.Name);
        var mapping = LedgerOptions.MappingOf(parse);
        if (format != BankFile.Csv && (mapping is not null || said.Count > 0))
            return new Fault(
                "USAGE",
                $"{mapping ?? said.Values.First().Where} says how --format {BankFile.Csv} is read; {format} needs none"
            );
        if (mapping is null)
            return (BankMappingFile?)null;
        return (await PlainFile.ReadAsync(mapping, Limits.CostMappingBytes, cancel)).Map(json =>
            (BankMappingFile?)new BankMappingFile(mapping, json, said)
        );
    }

    private static Option<string?> Of(string word, string what) =>
        new($"--{word}") { Description = $"With --format {BankFile.Csv}: {what}" };
}
