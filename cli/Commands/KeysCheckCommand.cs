using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Signing;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal keys check [DIR] [--max-age-days N]</c>: what is wrong with the key of the log and of each approver;
/// with <c>--as</c> only with the log's and that person's.
/// </summary>
internal static class KeysCheckCommand
{
    private static readonly Option<int> MaxAge = new("--max-age-days")
    {
        Description = "How old a key may become before it is to be replaced",
        DefaultValueFactory = _ => KeyCheckOptions.DefaultMaxAgeDays,
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("check", "Say what is wrong with each key, and what to do (exit 2: something is)")
        {
            directory,
            MaxAge,
        };
        command.SetAction(
            (parse, cancel) =>
                KeySession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, profile, terminal) => RunAsync(parse, session, profile, terminal, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse,
        Session session,
        CompanyProfile profile,
        Terminal terminal,
        CancellationToken cancel
    )
    {
        if (parse.GetValue(MaxAge) is var maxAge && maxAge < 1)
            return terminal.Fail(new Fault("USAGE", "--max-age-days is a number of days, 1 or more"), ExitCode.Usage);
        PersonId? only = null;
        if (parse.GetValue(CommonOptions.As) is not null)
        {
            if (!Session.FindPerson(parse, profile, Role.Approver).TryGet(out var person, out var fault))
                return terminal.Fail(fault);
            only = person.Id;
        }

        var options = new KeyCheckOptions(only, parse.GetValue(CommonOptions.PassphraseFile) is not null, maxAge);
        var reports = await session.Services.KeyCheck.RunAsync(profile, options, cancel);
        if (terminal.IsJson)
            Terminal.WriteJson(KeyCheckView.ToJson(reports, maxAge));
        else
            foreach (var line in reports.SelectMany(KeyCheckView.Lines))
                terminal.Out.WriteLine(line);
        return reports.All(report => report.IsGood) ? ExitCode.Success : ExitCode.NotReady;
    }
}
