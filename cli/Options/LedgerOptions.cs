using System.CommandLine;
using Bookseal.Import.BankFiles;
using Bookseal.Import.Focus;
using Bookseal.Import.Hledger;
using Bookseal.Import.Ledgers;

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
                $"The format of FILE: {HledgerFile.Format}, as 'hledger print -B -O csv' writes it; "
                + $"{string.Join(", ", TableLedgerFile.Forms)}, journals of other programs; "
                + $"{TrialBalanceFile.Format}, with what new books begin; of import also "
                + $"{CostRequest.FocusFormat} and {CostRequest.MappedFormat}, costs of providers; "
                + $"{PayoutFileOptions.Stripe}, {PayoutFileOptions.Paypal} and {PayoutFileOptions.Plain}, what was "
                + $"paid out; {BankFile.Camt053}, {BankFile.Mt940}, {BankFile.Ofx} and {BankFile.Csv}, statements of "
                + "banks",
        };

    private static readonly Option<string?> Headers = new("--headers")
    {
        Description = "Of xero-csv and quickbooks-csv: the file of the entries, whose dates the file of lines lacks",
    };

    private static readonly Option<string?> Mapping = new("--mapping")
    {
        Description =
            $"With --format {LedgerMapping.Form}, {BankFile.Csv} or {CostRequest.MappedFormat}: the JSON file that "
            + "says which column is what",
    };

    private static readonly string[] Forms = [HledgerFile.Format, .. TableLedgerFile.Forms, TrialBalanceFile.Format];

    /// <summary>What has no entries, and is imported by itself.</summary>
    private static readonly string[] OfImports =
    [
        CostRequest.FocusFormat,
        CostRequest.MappedFormat,
        PayoutFileOptions.Stripe,
        PayoutFileOptions.Paypal,
        PayoutFileOptions.Plain,
        BankFile.Camt053,
        BankFile.Mt940,
        BankFile.Ofx,
        BankFile.Csv,
    ];

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
            if (
                result.GetValue(Format) is { } format
                && TableOptions.SaysDecimals(result)
                && !TableLedgerFile.FormsOfAnyMark.Contains(format)
            )
                result.AddError($"--decimals says nothing of {format}");
        });
        command.Arguments.Add(File);
        command.Options.Add(Format);
        command.Options.Add(Commodity);
        command.Options.Add(Headers);
        command.Options.Add(Mapping);
        TableOptions.AddTo(command);
    }

    /// <summary>The file that is named; null where none is.</summary>
    public static string? PathOf(ParseResult parse) => parse.GetValue(File);

    /// <summary>The mapping that is named; null where none is.</summary>
    public static string? MappingOf(ParseResult parse) => parse.GetValue(Mapping);

    public static bool AreUsed(ParseResult parse) =>
        parse.GetValue(Format) is not null || parse.GetValue(File) is not null;

    /// <summary>The format that was named; <c>FORMAT_INVALID</c> if it is none of ours.</summary>
    public static Result<string> ParseFormat(string? name)
    {
        const string code = "FORMAT_INVALID";
        if (name is null)
            return new Fault(code, $"say what the file is: --format {HledgerFile.Format}, for one");
        if (Forms.Contains(name))
            return name;
        return OfImports.Contains(name)
            ? new Fault(code, $"{name} is no journal; import it first: bookseal import DIR FILE --format {name}")
            : new Fault(
                code,
                $"--format takes {string.Join(", ", Forms)}, and of an import {string.Join(", ", OfImports)}, "
                    + $"not '{name}'"
            );
    }

    public static async Task<Result<LedgerFile>> ReadAsync(ParseResult parse, CancellationToken cancel)
    {
        if (!ParseFormat(parse.GetValue(Format)).TryGet(out var format, out var fault))
            return fault;
        if (parse.GetValue(File) is not { } path)
            return new Fault(
                "FORMAT_INVALID",
                $"name the file: bookseal import DIR FILE --format {format}; '-' is standard input"
            );
        if (MappingOf(parse) is not null && format != LedgerMapping.Form)
            return new Fault("USAGE", $"--mapping says how --format {LedgerMapping.Form} is read; {format} needs none");
        if (format != HledgerFile.Format)
            return await ReadTableAsync(parse, format, path, cancel);
        if (!CommodityNames.Parse(parse.GetValue(Commodity)!).TryGet(out var commodities, out fault))
            return fault;
        if (path == "-")
            return new HledgerFile("stdin", await ReadInputAsync(cancel), commodities);
        if (!System.IO.File.Exists(path))
            return new Fault("FILE_MISSING", $"{path} does not exist; 'hledger print -B -O csv -o {path}' writes it");
        return (await PlainFile.ReadAsync(path, Array.MaxLength, cancel)).Map(
            LedgerFile (content) => new HledgerFile(path, content, commodities)
        );
    }

    private static async Task<Result<LedgerFile>> ReadTableAsync(
        ParseResult parse,
        string format,
        string path,
        CancellationToken cancel
    )
    {
        if (!(await ContentAsync(path, cancel)).TryGet(out var content, out var fault))
            return fault;
        var name = path == "-" ? "stdin" : path;
        if (format == TrialBalanceFile.Format)
            return new TrialBalanceFile(name, content);
        var file = new TableLedgerFile(format, name, content);
        if (!TableOptions.WishesOf(parse).TryGet(out var wishes, out fault))
            return fault;
        file = file with { IsDayFirst = wishes.IsDayFirst, DoubtfulMark = wishes.DecimalMark };
        if (MappingOf(parse) is { } mapping)
        {
            if (!(await PlainFile.ReadAsync(mapping, Limits.CostMappingBytes, cancel)).TryGet(out var json, out fault))
                return fault;
            file = file with { Mapping = (mapping, json) };
        }

        if (parse.GetValue(Headers) is not { } headers)
            return file;
        if (!(await ContentAsync(headers, cancel)).TryGet(out var beside, out fault))
            return fault;
        return file with { Headers = (headers, beside) };
    }

    private static async Task<Result<byte[]>> ContentAsync(string path, CancellationToken cancel)
    {
        if (path == "-")
            return await ReadInputAsync(cancel);
        return System.IO.File.Exists(path)
            ? await PlainFile.ReadAsync(path, Limits.LedgerFileBytes, cancel)
            : new Fault("FILE_MISSING", $"{path} does not exist");
    }

    private static async Task<byte[]> ReadInputAsync(CancellationToken cancel)
    {
        await using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        await input.CopyToAsync(content, cancel);
        return content.ToArray();
    }
}
