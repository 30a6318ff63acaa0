using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bookseal.TestHost.Azurite;

/// <summary>
/// The storage emulator, one a test process, started when a test first asks for a place on it: in memory, on free
/// ports, with an account for every place, so that tests share nothing. It ends with the process that started it.
/// </summary>
public sealed partial class AzuriteServer
{
    private const int Accounts = 2000;
    private const string Key = "Ym9va3NlYWwtdGVzdC1rZXk=";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<AzuriteServer>> Started = new(StartAsync);
    private readonly Process _process; // held, or a collection would close the pipe that keeps the emulator alive
    private readonly string _blobs;
    private readonly string _tables;
    private int _used;

    private AzuriteServer(Process process, string blobs, string tables) =>
        (_process, _blobs, _tables) = (process, blobs, tables);

    /// <summary>The connection string of an account that nobody else has.</summary>
    public static async Task<string> NewStoreAsync()
    {
        var server = await Started.Value;
        if (server._process.HasExited)
            throw new InvalidOperationException($"Azurite has ended with {server._process.ExitCode}");
        var name = NameOf(Interlocked.Increment(ref server._used) - 1);
        return $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={Key};"
            + $"BlobEndpoint={server._blobs}/{name};TableEndpoint={server._tables}/{name};";
    }

    private static async Task<AzuriteServer> StartAsync()
    {
        var folder = FindFolder();
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(folder, "start.js"),
                "--inMemoryPersistence",
                "--silent",
                "--disableTelemetry",
                "--blobPort",
                "0",
                "--queuePort",
                "0",
                "--tablePort",
                "0",
            ]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true, // held open: the emulator lives as long as this process does
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(
            ';',
            Enumerable.Range(0, Accounts).Select(number => $"{NameOf(number)}:{Key}")
        );
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        return await ReadAddressesAsync(process).WaitAsync(StartLimit);
    }

    private static async Task<AzuriteServer> ReadAddressesAsync(Process process)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!addresses.ContainsKey("Table"))
        {
            var line =
                await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("Azurite did not start; what it says is on standard error");
            if (Listening().Match(line) is { Success: true } match)
                addresses[match.Groups["service"].Value] = match.Groups["address"].Value;
        }

        _ = process.StandardOutput.ReadToEndAsync(); // nobody waits for it: a full pipe would stop the emulator
        return new(process, addresses["Blob"], addresses["Table"]);
    }

    /// <summary>
    /// tests/Azurite, above the folder that the tests run in; the build has installed the emulator there.
    /// </summary>
    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var azurite = Path.Combine(folder.FullName, "tests", "Azurite");
            if (!File.Exists(Path.Combine(azurite, "package-lock.json")))
                continue;
            return Directory.Exists(Path.Combine(azurite, "node_modules", "azurite"))
                ? azurite
                : throw new InvalidOperationException(
                    $"Azurite is not installed: 'npm ci' in {azurite}, with Node 20 or later, then test again"
                );
        }

        throw new InvalidOperationException("tests/Azurite is in no folder above the tests");
    }

    private static string NameOf(int number) => $"place{number:D4}";

    [GeneratedRegex("Azurite (?<service>Blob|Table) service is successfully listening at (?<address>http://[0-9.:]+)")]
    private static partial Regex Listening();
}
