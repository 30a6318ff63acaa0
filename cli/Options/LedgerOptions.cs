using System.CommandLine;
using Bookseal.Import.BankFiles;
using Bookseal.Import.Focus;
using Bookseal.Import.Hledger;

namespace Bookseal.Cli.Options;

/// <summary>
/// <c>DIR FILE --format hledger-csv</c>: the journal of another program, read in addition to the books directory.
/// </summary>
internal static class LedgerOptions
{
    public static Argument<string?> File { get; } =
        new("file")
        {
            Description = "With --format: the file to read, or '-' for standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };

    private static readonly Option<string[]> Commodity = new("--commodity")
    {
        Description = "With --format: the currency that a commodity stands for ('$=USD'); may be repeated",
        DefaultValueFactory = _ => [],
    };

    public static Option<string> Format { get; } =
        new("--format")
        {
            Description =
                $"The format of FILE: {HledgerFile.Format}, as 'hledger print -B -O csv' writes it; of import also "
                + $"{CostRequest.FocusFormat} and {CostRequest.MappedFormat}, costs of providers; "
                + $"{PayoutFileOptions.Stripe}, {PayoutFileOptions.Paypal} and {PayoutFileOptions.Plain}, what was "
                + $"paid out; {BankFile.Camt053}, {BankFile.Mt940} and {BankFile.Ofx}, statements of banks",
        };

    /// <summary>Behind the books directory, since arguments count by their order.</summary>
    public static void AddTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (
                result.GetResult(File)?.Tokens is [{ Value: var word }]
                && word.StartsWith("--", StringComparison.Ordinal)
            )
                result.AddError($"unknown option '{word}'");
        });
        command.Arguments.Add(File);
        command.Options.Add(Format);
        command.Options.Add(Commodity);
    }

    /// <summary>The file that is named; null where none is.</summary>
    public static string? PathOf(ParseResult parse) => parse.GetValue(File);

    public static bool AreUsed(ParseResult parse) =>
        parse.GetValue(Format) is not null || parse.GetValue(File) is not null;

    /// <summary>The format that was named; <c>FORMAT_INVALID</c> if it is none of ours.</summary>
    public static Result<string> ParseFormat(string? name) =>
        name == HledgerFile.Format
            ? name
            : new Fault(
                "FORMAT_INVALID",
                name is null
                    ? $"say what the file is: --format {HledgerFile.Format}"
                    : $"--format takes {HledgerFile.Format}, and of an import {CostRequest.FocusFormat}, "
                        + $"{CostRequest.MappedFormat}, {PayoutFileOptions.Stripe}, {PayoutFileOptions.Paypal}, "
                        + $"{PayoutFileOptions.Plain}, {BankFile.Camt053}, {BankFile.Mt940} and {BankFile.Ofx}, "
                        + $"not '{name}'"
            );

    public static async Task<Result<HledgerFile>> ReadAsync(ParseResult parse, CancellationToken cancel)
    {
        if (!ParseFormat(parse.GetValue(Format)).TryGet(out var format, out var fault))
            return fault;
        if (parse.GetValue(File) is not { } path)
            return new Fault(
                "FORMAT_INVALID",
                $"name the file: bookseal import DIR FILE --format {format}; '-' is standard input"
            );
        if (!CommodityNames.Parse(parse.GetValue(Commodity)!).TryGet(out var commodities, out fault))
            return fault;
        if (path == "-")
            return new HledgerFile("stdin", await ReadInputAsync(cancel), commodities);
        if (!System.IO.File.Exists(path))
            return new Fault("FILE_MISSING", $"{path} does not exist; 'hledger print -B -O csv -o {path}' writes it");
        return (await PlainFile.ReadAsync(path, Array.MaxLength, cancel)).Map(content => new HledgerFile(
            path,
            content,
            commodities
        ));
    }

    private static async Task<byte[]> ReadInputAsync(CancellationToken cancel)
    {
        await using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        await input.CopyToAsync(content, cancel);
        return content.ToArray();
    }
}
