using System.CommandLine;
using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal costs accrued ENTRY DIR --period 2026-01 --provider NAME ...</c>: says during a close which entry
/// accrues what these providers may still change.
/// </summary>
internal static class CostsAccruedCommand
{
    private static readonly Argument<string> Entry = new("entry") { Description = "The entry's id" };

    private static readonly Option<string[]> Provider = new("--provider")
    {
        Description = "The provider's name, as the records write it; again for each that the entry accrues",
        Required = true,
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("accrued", "Name the entry that accrues a provider's preliminary costs (preparer)")
        {
            Entry,
            directory,
            CommonOptions.Period,
            Provider,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.NameAccrual.Role,
                    async (session, terminal, period, actor) =>
                    {
                        if (!EntryId.Parse(parse.GetValue(Entry)!).TryGet(out var entry, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        string[] providers = [.. parse.GetValue(Provider)!.Distinct(StringComparer.Ordinal)];
                        var desk = session.Services.CostAccruals;
                        var named = await desk.NameAsync(period, actor, providers, entry, cancel);
                        if (!named.TryGet(out var rests, out fault))
                            return terminal.Fail(fault);
                        Tell(terminal, providers, entry, rests);
                        return ExitCode.Success;
                    },
                    cancel,
                    isOfRun: true
                )
        );
        return command;
    }

    private static void Tell(Terminal terminal, string[] providers, EntryId entry, IReadOnlyList<AccruedRest> rests)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("accrued", new JsonArray(rests.Select(ToJson))),
                    ("entry", entry.ToString()),
                    ("providers", JsonArray.OfTexts(providers))
                )
            );
        else
            foreach (var rest in rests)
                terminal.Out.WriteLine(
                    $"{entry} accrues {Money.Display(rest.AmountMinor, rest.Currency)} {rest.Currency} of "
                        + $"{rest.Provider} on account {rest.Account}; 'bookseal close' goes on."
                );
    }

    private static JsonObject ToJson(AccruedRest rest) =>
        JsonObject.Of(
            ("account", rest.Account.ToString()),
            ("amount_minor", rest.AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", rest.Currency.ToString()),
            ("provider", rest.Provider)
        );
}
