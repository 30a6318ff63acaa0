using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal repair DIR --period 2026-01</c>: rolls forward what an import left half done: batches of a large one
/// (INCOMPLETE_BATCH), entries that moved between months (INCOMPLETE_MOVE). Nothing is decided by that. What changes
/// data is proposed (<c>--file --reason</c>) and approved by another person (<c>--approve</c>).
/// </summary>
internal static class RepairCommand
{
    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var period = new Option<string?>("--period") { Description = "The month, YYYY-MM" };
        var command = new Command("repair", "Finish an import that stopped half-way, or fix data, two persons together")
        {
            directory,
            period,
            PairedRepair.File,
            PairedRepair.Reason,
            PairedRepair.Approve,
            PairedRepair.Proposed,
        };
        command.SetAction(
            (parse, cancel) =>
            {
                if (PairedRepair.IsMeant(parse))
                    return PairedRepair.RunAsync(parse, parse.GetValue(directory), parse.GetValue(period), cancel);
                return FinishAsync(parse, parse.GetValue(directory), parse.GetValue(period), cancel);
            }
        );
        return command;
    }

    private static Task<int> FinishAsync(
        ParseResult parse,
        string? directory,
        string? month,
        CancellationToken cancel
    ) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, _) =>
            {
                if (!PeriodCode.Parse(month ?? "").TryGet(out var period, out var fault))
                    return terminal.Fail(fault, ExitCode.Usage);
                var repaired = await session.Services.Repairs.RepairAsync(period, cancel);
                if (!repaired.TryGet(out var finished, out fault))
                    return terminal.Fail(fault);
                if (terminal.IsJson)
                    Terminal.WriteJson(finished.ToJson());
                else
                    Write(terminal.Out, period, finished);
                return ExitCode.Success;
            },
            cancel
        );

    private static void Write(IAnsiConsole output, PeriodCode period, RepairedImports finished)
    {
        if (finished.IsNothing)
            output.WriteLine($"Nothing to repair in {period}.");
        if (finished.Manifests.Count > 0)
            output.WriteLine($"Finished {finished.Manifests.Count} import(s) in {period}.");
        foreach (var months in finished.Moves)
            output.WriteLine($"Finished a move of entries between {string.Join(" and ", months)}.");
        if (finished.WasHeld)
            output.WriteLine(
                $"The journal of {period} was still held by a move that is done; it takes postings again."
            );
    }
}
