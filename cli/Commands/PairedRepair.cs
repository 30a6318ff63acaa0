using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Repairs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal repair DIR --period M --file entries.csv --reason TEXT --as A</c>, then
/// <c>bookseal repair DIR --approve DIGEST --as B</c>; <c>--proposed</c> lists what waits.
/// </summary>
internal static class PairedRepair
{
    public static Option<string?> File { get; } =
        new("--file")
        {
            Description = "Entries that fix the data, as 'bookseal post' reads them: proposed, not posted",
        };

    public static Option<string?> Reason { get; } =
        new("--reason") { Description = "With --file: what is wrong, and why this mends it" };

    public static Option<string?> Approve { get; } =
        new("--approve") { Description = "The digest of a repair that another person proposed: it is done" };

    public static Option<bool> Proposed { get; } =
        new("--proposed") { Description = "List the repairs that wait for an approval" };

    public static bool IsMeant(ParseResult parse) =>
        parse.GetValue(File) is not null || parse.GetValue(Approve) is not null || parse.GetValue(Proposed);

    public static Task<int> RunAsync(ParseResult parse, string? directory, string? month, CancellationToken cancel) =>
        InSession.RunAsync(
            parse,
            directory,
            (session, terminal, master) =>
            {
                if (parse.GetValue(Approve) is { } digest)
                    return ApproveAsync(parse, digest, session, terminal, master, cancel);
                return parse.GetValue(File) is { } file
                    ? ProposeAsync(parse, month, file, session, terminal, master, cancel)
                    : ListAsync(session, terminal, cancel);
            },
            cancel
        );

    private static async Task<int> ProposeAsync(
        ParseResult parse,
        string? month,
        string file,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!PeriodCode.Parse(month ?? "").TryGet(out var period, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.FindActor(parse, master.Profile.Team, Acts.ProposeRepair.Role).TryGet(out var actor, out fault))
            return terminal.Fail(fault);
        terminal.SayWho(actor);
        var (entries, faults) = await PostCommand.ReadAsync(file, master, actor.Id, cancel);
        if (faults.Count > 0)
            return terminal.Fail(faults, ExitCode.BadInput);
        var reason = parse.GetValue(Reason) ?? "";
        var desk = session.Services.PairedRepairs;
        var proposing = desk.ProposeAsync(period, entries, reason, actor, master, cancel);
        if (!(await proposing).TryGet(out var state, out fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(ToJson(state));
        else
        {
            foreach (var entry in entries)
                Write(terminal, entry);
            terminal.Out.WriteLine($"Proposed, and nothing is posted: {Describe(state)}.");
            terminal.Out.WriteLine(
                $"Another person has it done: bookseal repair DIR --approve {state.Proposed.Digest}"
            );
        }

        return ExitCode.Success;
    }

    private static async Task<int> ApproveAsync(
        ParseResult parse,
        string text,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!Digest.Parse(text).TryGet(out var repair, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.FindActor(parse, master.Profile.Team, Acts.ApproveRepair.Role).TryGet(out var actor, out fault))
            return terminal.Fail(fault);
        terminal.SayWho(actor);
        if (await ShowAsync(session, terminal, repair, cancel) is { } unreadable)
            return terminal.Fail(unreadable);
        var reading = IntervalOptions.ReadRulesAsync(parse, session.BooksDirectory, cancel);
        if (!(await reading).TryGet(out var rules, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var approving = session.Services.PairedRepairs.ApproveAsync(repair, rules, actor, master, cancel);
        if (!(await approving).TryGet(out var state, out fault))
            return terminal.Fail(fault);
        if (terminal.IsJson)
            Terminal.WriteJson(ToJson(state));
        else
        {
            terminal.Out.WriteLine($"Done: {Describe(state)}, approved by {state.ApprovedBy}.");
            terminal.Out.WriteLine($"proofId {state.Export:D} proves those days; 'bookseal export' writes it out.");
        }

        return ExitCode.Success;
    }

    private static async Task<int> ListAsync(Session session, Terminal terminal, CancellationToken cancel)
    {
        var pending = await session.Services.PairedRepairs.PendingAsync(cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(JsonObject.Of(("repairs", new JsonArray(pending.Select(ToJson)))));
        else if (pending.Count == 0)
            terminal.Out.WriteLine("No repair waits for an approval.");
        else
            foreach (var state in pending)
            {
                terminal.Out.WriteLine($"{state.Proposed.Digest} {Describe(state)}{Progress(state)}");
                if (await ShowAsync(session, terminal, state.Proposed.Digest, cancel) is { } unreadable)
                    return terminal.Fail(unreadable);
            }

        return ExitCode.Success;
    }

    /// <summary>What is approved is what was shown: the entries, as the digest names them.</summary>
    private static async Task<Fault?> ShowAsync(
        Session session,
        Terminal terminal,
        Digest repair,
        CancellationToken cancel
    )
    {
        var desk = session.Services.PairedRepairs;
        var pending = (await desk.PendingAsync(cancel)).FirstOrDefault(state => state.Proposed.Digest == repair);
        if (pending is null || terminal.IsJson)
            return null; // done before, or never proposed: approving says so
        if (!(await desk.EntriesAsync(pending.Proposed, cancel)).TryGet(out var entries, out var fault))
            return fault;
        foreach (var entry in entries)
            Write(terminal, entry);
        return null;
    }

    private static string Progress(RepairState state) =>
        state.ApprovedBy is { } by ? $" (approved by {by}, and stopped: approve it again to go on)" : "";

    private static void Write(Terminal terminal, Entry entry)
    {
        terminal.Out.WriteLine($"{entry.Id} {Dates.Text(entry.Date)} {entry.Description}");
        foreach (var line in entry.Lines)
            terminal.Out.WriteLine(
                $"  {line.Account} {(line.DebitMinor > 0 ? "debit" : "credit")} "
                    + $"{Money.Display(line.DebitMinor + line.CreditMinor, line.Currency)} {line.Currency}"
            );
    }

    private static string Describe(RepairState state) =>
        $"{state.Proposed.Entries} entries of {state.Proposed.Period}, proposed by {state.Proposed.By}: "
        + state.Proposed.Reason;

    private static JsonObject ToJson(RepairState state) =>
        state
            .Proposed.ToData()
            .With("approved_by", state.ApprovedBy?.ToString())
            .With("done", state.IsDone)
            .With("proofId", state.Export?.ToString("D"))
            .With("repair", state.Proposed.Digest);
}
