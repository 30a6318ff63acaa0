using System.CommandLine;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Options;

internal static class CommonOptions
{
    public static Option<string> Data { get; } =
        new("--data")
        {
            Description =
                "Where Bookseal keeps its data. Default: BOOKSEAL_DATA, or where this books directory was imported "
                + "to before, or ./bookseal-data",
            Recursive = true,
        };

    public static Option<string> Store { get; } =
        new("--store")
        {
            Description =
                "An Azure storage account instead of files: its URL, a connection string, or "
                + "'UseDevelopmentStorage=true'. Default: BOOKSEAL_STORE",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BOOKSEAL_STORE") ?? "",
            Recursive = true,
        };

    public static Option<string> Keys { get; } =
        new("--keys")
        {
            Description =
                "The key vault that signs, https://NAME.vault.azure.net. Default: BOOKSEAL_KEYVAULT, or "
                + "PEM files under the data folder",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BOOKSEAL_KEYVAULT") ?? "",
            Recursive = true,
        };

    public static Option<string> PassphraseFile { get; } =
        new("--passphrase-file")
        {
            Description = "A file whose first line is the passphrase of the key that signs",
            Recursive = true,
        };

    public static Option<bool> Json { get; } =
        new("--json") { Description = "Print one JSON object on standard output", Recursive = true };

    public static Option<string> As { get; } =
        new("--as") { Description = "Who you are: a person of the team in bookseal.json", Recursive = true };

    public static Option<string> Log { get; } =
        new("--log")
        {
            Description = "Append what is done to this file, one JSON object a line. Default: BOOKSEAL_LOG, or no log",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BOOKSEAL_LOG") ?? "",
            Recursive = true,
        };

    public static Option<string> Tenant { get; } =
        new("--tenant") { Description = "The company, instead of its books directory", Recursive = true };

    public static Option<string> Now { get; } =
        new("--now")
        {
            Description = "Pin the clock to an instant (2026-02-03T09:00:00Z), for tests",
            Recursive = true,
        };

    public static Option<string> Period { get; } =
        new("--period") { Description = "The month, YYYY-MM", Required = true };

    public static Argument<string?> Directory() =>
        new("books-dir") { Description = "The company's books directory", Arity = ArgumentArity.ZeroOrOne };

    public static Result<PeriodCode> PeriodOf(ParseResult parse) => PeriodCode.Parse(parse.GetValue(Period)!);
}
