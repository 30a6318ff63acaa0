using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal accept CODE DIR --period 2026-01 --words "..."</c>: accepts all warnings of a code, with a word why.
/// </summary>
internal static class AcceptCommand
{
    public static Command Create()
    {
        var code = new Argument<string>("warning") { Description = "The code of the warnings, as health lists them" };
        var directory = CommonOptions.Directory();
        var words = new Option<string>("--words")
        {
            Description = "Why they are acceptable; it stands in the audit chain and in the certificate",
            Required = true,
        };
        var command = new Command("accept", "Accept a month's warnings of one code (reviewer), with a word why")
        {
            code,
            directory,
            CommonOptions.Period,
            words,
        };
        command.SetAction(
            (parse, cancel) =>
                InPeriod.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    Acts.AcceptWarnings.Role,
                    async (session, terminal, period, actor) =>
                    {
                        var accepted = await session.Services.Reviews.AcceptAsync(
                            period,
                            actor,
                            parse.GetValue(code)!,
                            parse.GetValue(words)!,
                            cancel
                        );
                        if (!accepted.TryGet(out var group, out var fault))
                            return terminal.Fail(fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(
                                JsonObject.Of(
                                    ("accepted_by", actor.Id.ToString()),
                                    ("code", group.Code),
                                    ("count", group.Count),
                                    ("group_sha256", group.Digest),
                                    ("period", period.ToString())
                                )
                            );
                        else
                            terminal.Out.WriteLine(
                                $"{actor.Id} accepts {group.Count} {group.Code} of {period}; "
                                    + "the answer stands while they stay as they are."
                            );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }
}
