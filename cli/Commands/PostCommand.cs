using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal post DIR --period 2026-02 --file entries.csv --key K [--adjust]</c>: one batch, exactly once under
/// its key.
/// </summary>
internal static class PostCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var file = new Option<string>("--file")
        {
            Description =
                "Entries: CSV with the columns of journal.csv, or one JSON object a line (docs/formats.md); '-' reads "
                + "standard input",
            Required = true,
        };
        var key = new Option<string>("--key")
        {
            Description = "The batch's idempotency key: repeating a post under its key changes nothing",
            Required = true,
        };
        var adjust = new Option<bool>("--adjust")
        {
            Description = "Post under the lock of the active close, as adjustments",
        };
        var autoReverse = new Option<bool>("--auto-reverse")
        {
            Description = "With --adjust: accruals, reversed on the first day of the next period",
        };
        var corrects = new Option<string?>("--corrects")
        {
            Description =
                "The entry that these complete: they are posted as its corrections, and judged together with it",
        };
        var command = new Command("post", "Post a batch of entries")
        {
            directory,
            CommonOptions.Period,
            file,
            key,
            adjust,
            autoReverse,
            corrects,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, master) =>
                    {
                        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        if (!Session.FindPerson(parse, master.Profile, Role.Preparer).TryGet(out var person, out fault))
                            return terminal.Fail(fault);
                        if (person.Role < Role.Preparer)
                            return terminal.Fail(
                                new Fault(
                                    Refusal.AuthorityDenied,
                                    $"{person.Id} is {person.Role.Text()}; posting needs preparer"
                                )
                            );
                        var (entries, faults) = await ReadAsync(parse.GetValue(file)!, master, person.Id, cancel);
                        if (faults.Count > 0)
                            return terminal.Fail(faults, ExitCode.BadInput);
                        if (parse.GetValue(autoReverse))
                            entries = [.. entries.Select(entry => entry with { AutoReverse = true })];
                        if (!Correcting(entries, parse.GetValue(corrects)).TryGet(out var batch, out fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        return await PostAsync(
                            session,
                            terminal,
                            master,
                            new(
                                period,
                                parse.GetValue(key)!,
                                parse.GetValue(adjust),
                                Actor.Of(person, isUnattended: false)
                            ),
                            batch,
                            cancel
                        );
                    },
                    cancel
                )
        );
        return command;
    }

    /// <summary>The entries as corrections of the one that <c>--corrects</c> names; as they are without it.</summary>
    private static Result<Entry[]> Correcting(IReadOnlyList<Entry> entries, string? corrected) =>
        corrected is null
            ? entries.ToArray()
            : EntryId
                .Parse(corrected)
                .Map<Entry[]>(target =>
                    [.. entries.Select(entry => entry with { Corrects = target, Kind = EntryKind.Correcting })]
                );

    private static async Task<int> PostAsync(
        Session session,
        Terminal terminal,
        MasterData master,
        Order order,
        IReadOnlyList<Entry> entries,
        CancellationToken cancel
    )
    {
        var posting = session.Services.Posting;
        var posted = order.IsAdjustment
            ? await posting.AdjustAsync(order.Period, order.Key, entries, order.Actor, master, cancel)
            : await posting.PostAsync(order.Period, order.Key, entries, order.Actor, master, cancel);
        if (!posted.IsOk)
            return terminal.Fail(posted.Fault);
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(("entries", posted.Value.Entries), ("key", order.Key), ("known", posted.Value.WasKnown))
            );
        else
            terminal.Out.WriteLine(
                posted.Value.WasKnown
                    ? $"Batch {order.Key} was posted before{Under(posted.Value)}; nothing changed."
                    : $"Posted {posted.Value.Entries} entries as batch {order.Key}."
            );
        return ExitCode.Success;
    }

    private static string Under(PostOutcome known) =>
        known.Attempt is { } attempt ? $", under attempt {attempt} of the close" : "";

    /// <summary>CSV as journal.csv, or NDJSON.</summary>
    public static async Task<(IReadOnlyList<Entry> Entries, IReadOnlyList<Fault> Faults)> ReadAsync(
        string file,
        MasterData master,
        PersonId postedBy,
        CancellationToken cancel
    )
    {
        if (file != "-" && !File.Exists(file))
            return ([], [new Fault("FILE_MISSING", $"{file} does not exist")]);
        if (file != "-" && !PlainFile.Is(file))
            return ([], [PlainFile.Refuse(file)]);
        await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancel);
        var faults = new ImportFaults();
        var name = file == "-" ? "stdin" : Path.GetFileName(file);
        var units = new KnownUnits(master.Profile, []);
        var entries = EntriesFile.Read(name, content.ToArray(), master.Chart, units, postedBy, faults);
        return (entries, faults.Faults);
    }

    private sealed record Order(PeriodCode Period, string Key, bool IsAdjustment, Actor Actor);
}
