using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Sources;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Sources;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal sync DIR [--source ID]</c>: the books directory, and then what its sources have. To call it often is
/// harmless.
/// </summary>
internal static class SyncCommand
{
    private static readonly Option<string?> Source = new("--source")
    {
        Description = "One source of sources.json; default: all",
    };

    private static readonly Option<bool> Status = new("--status")
    {
        Description = "Say when each source was read last, and what came of it; read nothing",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Read the sources that were imported, say what they would add, and write nothing",
    };

    private static readonly Option<bool> Anew = new("--anew")
    {
        Description = "Read from the beginning, whatever was seen before; what is there already adds nothing",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("sync", "Bring in what the company's sources have: inboxes and addresses")
        {
            directory,
            Source,
            Status,
            DryRun,
            Anew,
        };
        TableOptions.AddTo(command);
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(directory), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string? directory, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            if (!parse.GetValue(Status) && !parse.GetValue(DryRun))
            {
                // What sources there are is a part of the directory.
                var (imported, faults) = await BooksImport.RunAsync(session, terminal, parse, cancel);
                if (faults.Count > 0)
                    return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
                ImportReport.WriteNotices(terminal.Progress, imported);
                terminal.Warn(session.Data.Remember());
            }

            if (!(await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out fault))
                return terminal.Fail(fault);
            return parse.GetValue(Status)
                ? await ShowAsync(session, terminal, master, cancel)
                : await SyncAsync(parse, session, terminal, master, cancel);
        }
    }

    private static async Task<int> ShowAsync(
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        SyncView.WriteStatus(terminal, await session.Services.Sync.ReadStatusAsync(cancel), master.Profile);
        return ExitCode.Success;
    }

    private static async Task<int> SyncAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!ReadRequest(parse).TryGet(out var request, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.FindPerson(parse, master.Profile, Acts.Import.Role).TryGet(out var person, out fault))
            return terminal.Fail(fault);
        if (person.Role < Acts.Import.Role)
            return terminal.Fail(
                new Fault(Refusal.AuthorityDenied, $"{person.Id} is {person.Role.Text()}; syncing needs preparer")
            );
        var actor = Actor.Of(person, isUnattended: true);
        if (!(await session.Services.Sync.SyncAsync(request, actor, null, cancel)).TryGet(out var report, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        SyncView.Write(terminal, report, request.IsDryRun);
        return report.Sources.All(source => source.Fault is null) ? ExitCode.Success : ExitCode.NotReady;
    }

    private static Result<SyncRequest> ReadRequest(ParseResult parse)
    {
        SourceId? only = null;
        if (parse.GetValue(Source) is { } text)
        {
            if (!SourceId.Parse(text).TryGet(out var named, out var fault))
                return fault;
            only = named;
        }

        return new SyncRequest(only, parse.GetValue(DryRun), parse.GetValue(Anew));
    }
}
