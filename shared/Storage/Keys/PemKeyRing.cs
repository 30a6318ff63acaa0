using System.Text;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Files;

namespace Bookseal.Storage.Keys;

/// <summary>
/// Private keys as PEM files of mode 0600, <c>{folder}/{tenant}/{name}.pem</c>, made on first use: one a person, and
/// <c>log</c> for checkpoints.
/// </summary>
public sealed class PemKeyRing(string folder, TenantId tenant) : IKeyRing
{
    public const string LogName = "log";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Dictionary<string, LocalSigner> _signers = new(StringComparer.Ordinal);

    public ISigner Log => Get($"_{LogName}");

    public ISigner Of(PersonId person) => Get(person.ToString());

    /// <summary>One: a file is not rotated.</summary>
    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) => [(person is { } id ? Of(id) : Log).Key];

    /// <summary>
    /// Where the key lies; '_' cannot begin a person's id, so the log's key cannot be mistaken for a person's.
    /// </summary>
    public string PathOf(PersonId? person) => FileOf(person?.ToString() ?? $"_{LogName}");

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
            signer.Dispose();
    }

    private LocalSigner Get(string name)
    {
        lock (_signers)
        {
            if (!_signers.TryGetValue(name, out var signer))
                _signers.Add(name, signer = LoadOrMake(FileOf(name)));
            return signer;
        }
    }

    private static LocalSigner LoadOrMake(string path)
    {
        if (!File.Exists(path))
            Make(path);
        var signer = LocalSigner.FromPem(File.ReadAllText(path));
        return signer.IsOk ? signer.Value : throw new InvalidDataException($"{path} does not hold a P-256 private key");
    }

    /// <summary>
    /// Written aside and moved into place under a lock: of two processes that make a key at once, one does, and both
    /// use it. Moving without overwriting would not do: outside Windows that looks first and renames then.
    /// </summary>
    private static void Make(string path)
    {
        using var held = FileLock.AcquireAsync($"{path}.lock", CancellationToken.None).GetAwaiter().GetResult();
        if (File.Exists(path))
            return;
        var aside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var key = LocalSigner.Generate();
        using (var file = new FileStream(aside, options))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ToPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path);
        Durable.FlushDirectory(Path.GetDirectoryName(path)!);
    }

    private string FileOf(string name) => Path.Combine(folder, tenant.ToString(), $"{name}.pem");
}
