using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Proving;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal prove ENTRY DIR [--period P] [--out FILE]</c>: a small file that proves one entry of a closed period,
/// and shows no other.
/// </summary>
internal static class ProveCommand
{
    public static Command Create()
    {
        var entry = new Argument<string>("entry") { Description = "The entry's id" };
        var directory = CommonOptions.Directory();
        var (period, journal) = (EntryOptions.Period(), EntryOptions.Journal());
        var output = new Option<string>("--out")
        {
            Description = "The file to write. Default: TENANT-PERIOD-LINE.entry-proof.json",
        };
        var command = new Command("prove", "Prove to others that an entry stands in a closed period's journal")
        {
            entry,
            directory,
            period,
            journal,
            output,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        var named = EntryOptions.Pointer(
                            parse.GetValue(entry)!,
                            parse.GetValue(period),
                            parse.GetValue(journal)
                        );
                        if (!named.TryGet(out var pointer, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        if (
                            !(
                                await session.Services.Prover.ProveAsync(
                                    pointer.Id,
                                    pointer.Period,
                                    cancel,
                                    pointer.Journal
                                )
                            ).TryGet(out var found, out fault)
                        )
                            return terminal.Fail(fault);
                        return await WriteAsync(
                            terminal,
                            pointer.Id,
                            found,
                            parse.GetValue(output)
                                ?? $"{session.Tenant}-{found.Period}-{found.Proof.Index + 1}.entry-proof.json",
                            cancel
                        );
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> WriteAsync(
        Terminal terminal,
        EntryId id,
        FoundEntry found,
        string path,
        CancellationToken cancel
    )
    {
        var bytes = found.Proof.ToBytes();
        var written = await OutputFile.WriteAsync<long>(
            path,
            async stream =>
            {
                await stream.WriteAsync(bytes, cancel);
                return bytes.LongLength;
            }
        );
        if (!written.IsOk)
            return terminal.Fail(written.Fault);
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("bytes", written.Value),
                    ("entry", id.ToString()),
                    ("file", path),
                    ("index", found.Proof.Index),
                    ("period", found.Period.ToString()),
                    ("size", found.Proof.Size)
                )
            );
        else
            Console.Out.WriteLine(
                $"{path} proves that {id} is line {found.Proof.Index + 1} of {found.Proof.Size} in the "
                    + $"journal of {found.Period}. 'bookseal-verify {path} --trust trust.json' checks it."
            );
        return ExitCode.Success;
    }
}
