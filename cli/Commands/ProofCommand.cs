using System.CommandLine;
using System.Security.Cryptography;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal proof zip DIR --period P [--out FILE]</c>: the proof package as one file.</summary>
internal static class ProofCommand
{
    public static Command Create() => new("proof", "Hand proof packages on") { Zip() };

    private static Command Zip()
    {
        var directory = CommonOptions.Directory();
        var output = new Option<string>("--out") { Description = "The file to write. Default: TENANT-PERIOD.zip" };
        var command = new Command("zip", "Pack a proof package into one zip, the same bytes every time")
        {
            directory,
            CommonOptions.Period,
            output,
        };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        if (!CommonOptions.PeriodOf(parse).TryGet(out var period, out var fault))
                            return terminal.Fail(fault, ExitCode.Usage);
                        var path = parse.GetValue(output) ?? $"{session.Tenant}-{period}.zip";
                        var written = await OutputFile.WriteAsync(
                            path,
                            stream => session.Services.Zipper.WriteAsync(period, stream, cancel)
                        );
                        if (!written.IsOk)
                            return terminal.Fail(written.Fault);
                        if (terminal.IsJson)
                            Terminal.WriteJson(
                                JsonObject.Of(
                                    ("bytes", written.Value),
                                    ("file", path),
                                    ("period", period.ToString()),
                                    ("sha256", await HashAsync(path, cancel))
                                )
                            );
                        else
                            Console.Out.WriteLine(
                                $"{path} is the proof of {period}, {written.Value} bytes. 'bookseal-verify "
                                    + $"{path} --trust trust.json' checks it."
                            );
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<Digest> HashAsync(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        return Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel));
    }
}
