using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal trace DIR WHAT</c>: one thing through journal and audit chain.</summary>
internal static class TraceCommand
{
    private const string Forms = "entry:JE-1, task:2026-01/3, event:12, run:UUID, payout:P-1, failed";

    public static Command Create()
    {
        var words = new Argument<string[]>("books-dir what")
        {
            Description = $"The books directory (or --tenant), and what: {Forms}",
            Arity = new ArgumentArity(1, 2),
        };
        var command = new Command("trace", "Follow an entry, task, event, run or payout through the books") { words };
        command.SetAction(
            (parse, cancel) =>
            {
                var given = parse.GetValue(words)!;
                if (given.Length == 1 && parse.GetValue(CommonOptions.Tenant) is null)
                    return Task.FromResult(
                        new Terminal(parse.GetValue(CommonOptions.Json)).Fail(
                            new Fault(
                                "COMPANY_MISSING",
                                $"name the books directory (or --tenant) and what to follow: {Forms}"
                            ),
                            ExitCode.BadInput
                        )
                    );
                return InSession.RunAsync(
                    parse,
                    given.Length == 2 ? given[0] : null,
                    async (session, terminal, master) =>
                    {
                        if (given[^1] == "failed")
                            return await FailedAsync(session, terminal, master.Profile, cancel);
                        var trace = await new Tracer(session.Services.Workspace).TraceAsync(given[^1], cancel);
                        if (trace.IsEmpty)
                            return terminal.Fail(
                                new Fault(
                                    "TRACE_NOT_FOUND",
                                    $"nothing is known of {given[^1]}; what can be followed: {Forms}"
                                )
                            );
                        if (terminal.IsJson)
                            Terminal.WriteJson(trace.ToJson());
                        else
                            Write(Console.Out, trace, master.Profile);
                        return ExitCode.Success;
                    },
                    cancel
                );
            }
        );
        return command;
    }

    /// <summary>Plain lines: a console would wrap them, and nobody could grep a hash.</summary>
    private static void Write(TextWriter writer, Trace trace, CompanyProfile profile)
    {
        foreach (var line in Lines(trace, profile))
            writer.WriteLine(VisibleText.Of(line));
    }

    private static IEnumerable<string> Lines(Trace trace, CompanyProfile profile)
    {
        if (trace.Posting is { } posting)
        {
            yield return $"{posting.Entry.Id}  {Dates.Text(posting.Entry.Date)}  {posting.Entry.Kind.Text()}  "
                + $"{posting.Entry.Description}";
            yield return $"  line {posting.Index + 1} of the journal of {posting.Period}, posted by "
                + $"{EventLine.NameOf(profile, posting.Entry.PostedBy)} in batch {posting.BatchKey}";
            foreach (var line in posting.Entry.Lines)
                yield return $"  {line.Account, -12} {(line.DebitMinor > 0 ? "Dr" : "Cr")} "
                    + $"{Money.Display(Int128.Abs(line.NetMinor), line.Currency), 16} {line.Currency}  "
                    + $"{line.Entity} {line.Reference}";
        }

        foreach (var entry in trace.Events)
            yield return EventLine.Of(entry, profile);
    }

    private static async Task<int> FailedAsync(
        Session session,
        Terminal terminal,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        var failed = await new RunChronicle(session.Services.Workspace).ReadAsync(null, FailedAttempts.IsOne, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(JsonObject.Of(("failed", FailedAttempts.ToJson(failed))));
        else
            foreach (
                var line in FailedAttempts.Lines(
                    failed,
                    instant => EventLine.LocalText(profile, instant),
                    person => EventLine.NameOf(profile, person)
                )
            )
                Console.Out.WriteLine(VisibleText.Of(line));
        return ExitCode.Success;
    }
}
