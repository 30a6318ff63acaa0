using System.CommandLine;
using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Remote;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal evidence capture [DIR] --close-start-date D --close-end-date D</c>: a package of costs as files, with a
/// manifest that the log's key has signed.
/// </summary>
internal static class EvidenceCommand
{
    private static readonly CostDays Asked = new("close-");

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The folder to make. Default: reports/acceptance/TIMESTAMP under the current one",
    };

    private static readonly Option<string?> Url = new("--url")
    {
        Description = "A running server that makes it, instead of the books here; its token is in BOOKSEAL_TOKEN",
    };

    private static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = "With --url: a file whose first line is the token, instead of BOOKSEAL_TOKEN",
    };

    public static Command Create() => new("evidence", "Take evidence of costs with you") { Capture() };

    private static Command Capture()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("capture", "Write the close package and restatements with a signed manifest")
        {
            directory,
            Out,
            Url,
            TokenFile,
        };
        Asked.AddTo(command);
        command.SetAction(
            (parse, cancel) =>
                parse.GetValue(Url) is { } server
                    ? CaptureFromAsync(parse, server, cancel)
                    : InSession.RunWithOnlyAsync(
                        parse,
                        parse.GetValue(directory),
                        (session, terminal, master) => CaptureAsync(parse, session, terminal, master, cancel),
                        cancel
                    )
        );
        return command;
    }

    private static async Task<int> CaptureAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!Session.FindPerson(parse, master.Profile, Role.Auditor).TryGet(out var person, out var fault))
            return terminal.Fail(fault);
        if (!Asked.Read(parse).TryGet(out var asked, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var made = await CostPackages.MakeAsync(asked, session, master, cancel);
        if (!made.TryGet(out var package, out fault))
            return terminal.Fail(fault);
        var captured = await session.Services.CostEvidence.MakeAsync(package, cancel);
        var folder = parse.GetValue(Out) ?? FolderOf(session.Services.Workspace.Clock.GetUtcNow());
        var actor = Actor.Of(person, isUnattended: false);
        var written = await OutputFolder.WriteAsync(
            folder,
            captured.Files,
            () => session.Services.CostEvidence.RecordAsync(captured.Event, actor, cancel),
            cancel
        );
        if (written is not null)
            return terminal.Fail(written);
        return Told(terminal, folder, captured.Files, captured.Event.Manifest, captured.Event.Status);
    }

    /// <summary>The server has recorded it before it answers.</summary>
    private static async Task<int> CaptureFromAsync(ParseResult parse, string server, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!Asked.Read(parse).TryGet(out var asked, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!RemoteToken.Read(parse.GetValue(TokenFile)).TryGet(out var token, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var captured = await RemoteEvidence.CaptureAsync(server, token, asked.Range, asked.Filter, cancel);
        if (!captured.TryGet(out var evidence, out fault))
            return terminal.Fail(fault);
        var folder = parse.GetValue(Out) ?? FolderOf(TimeProvider.System.GetUtcNow());
        var written = await OutputFolder.WriteAsync(folder, evidence.Files, () => Task.CompletedTask, cancel);
        return written is null
            ? Told(terminal, folder, evidence.Files, evidence.Manifest, evidence.Status)
            : terminal.Fail(written);
    }

    private static int Told(
        Terminal terminal,
        string folder,
        IReadOnlyDictionary<string, byte[]> files,
        Digest manifest,
        string status
    )
    {
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("files", JsonArray.OfTexts(files.Keys)),
                    ("folder", folder),
                    ("manifest_sha256", manifest),
                    ("status", status)
                )
            );
        else
            terminal.Out.WriteLine($"{folder}: {files.Count} files, {status}");
        return ExitCode.Success;
    }

    private static string FolderOf(DateTimeOffset now) =>
        Path.Combine(
            "reports",
            "acceptance",
            now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        );
}
