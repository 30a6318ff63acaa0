using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal costs withdraw BATCH DIR --reason TEXT</c>: takes an import of costs back.</summary>
internal static class CostsWithdrawCommand
{
    private static readonly Argument<string> Batch = new("batch")
    {
        Description = "An ingestion_batch_id of the import",
    };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why", Required = true };

    private static readonly Option<bool> Again = new("--again")
    {
        Description = "The batch was taken back before, and imported again: take that back, too",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command(
            "withdraw",
            "Take an import of costs back that no closed month has taken in (preparer)"
        )
        {
            Batch,
            directory,
            Reason,
            Again,
            Confirmation.Yes,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, master) =>
                    {
                        var (id, reason) = (parse.GetValue(Batch)!, parse.GetValue(Reason)!);
                        var found = Session.FindActor(parse, master.Profile.Team, Acts.Import.Role);
                        if (!found.TryGet(out var actor, out var fault))
                            return terminal.Fail(fault);
                        var question = $"Take back the import of costs that has the batch {id}, as {actor.Id}?";
                        if (await Confirmation.RefuseAsync(parse, terminal, question, cancel) is { } unconfirmed)
                            return unconfirmed;
                        terminal.SayWho(actor);
                        var costs = session.Services.CostWithdrawal;
                        if (
                            !(await costs.WithdrawAsync(id, reason, actor, parse.GetValue(Again), cancel)).TryGet(
                                out var done,
                                out fault
                            )
                        )
                            return terminal.Fail(fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(done.ToJson());
                        else
                            terminal.Out.WriteLine(
                                done.WasKnown
                                    ? $"{id} was taken back before."
                                    : $"Taken back: {done.Batch.Records} records, {done.Batch.Invoices} invoice lines."
                            );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }
}
