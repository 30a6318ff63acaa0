using System.Globalization;
using System.Text;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Files;

namespace Bookseal.Storage.Keys;

/// <summary>
/// Private keys as PEM files of mode 0600, <c>{folder}/{tenant}/{name}.pem</c>, later ones of the same person
/// <c>{name}~2.pem</c> and so on: <c>_log</c> for checkpoints, and each person by their id. What signs is enrolled in
/// the audit chain, so a file that somebody puts there signs nothing yet.
/// </summary>
/// <param name="ask">
/// The passphrase of the file at a path; null where there is none to be had. Asked once for each file, when it signs.
/// </param>
public sealed class PemKeyRing(string folder, TenantId tenant, Func<string, string?>? ask = null) : IKeyRing
{
    public const string LogName = "log";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Dictionary<string, LocalSigner> _signers = new(StringComparer.Ordinal);

    public bool MakesKeys => true;

    public bool ListsAllThatIsTrusted => false;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => [.. FilesOf(person).Reverse().Select(Hold)];

    public SigningKey? Find(PersonId? person, string keyId) =>
        FilesOf(person).Select(Hold).FirstOrDefault(held => held.Key.KeyId == keyId) is { } found
            ? new(SignerOf(found.Location, Read(found.Location)), found.Store)
            : null;

    /// <summary>
    /// Written aside and moved into place under a lock: of two processes that make a key at once, one does, and both
    /// use it. Moving without overwriting would not do: outside Windows that looks first and renames then.
    /// </summary>
    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase)
    {
        var first = FileOf(person, 1);
        using var held = FileLock.AcquireAsync($"{first}.lock", CancellationToken.None).GetAwaiter().GetResult();
        var there = KeysOf(person);
        if (there.FirstOrDefault(key => !known.Contains(key.Key.KeyId)) is { } made)
            return made;
        var path = FileOf(person, there.Count + 1);
        var aside = $"{path}.{Guid.NewGuid():N}";
        using var signer = LocalSigner.Generate();
        var possession = person is { } id ? Prove(id, signer) : null;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(aside, options))
        {
            file.Write(Encoding.ASCII.GetBytes(PemKeyFile.Write(signer, passphrase, possession)));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path); // commit point
        Durable.FlushDirectory(Path.GetDirectoryName(path)!);
        return Hold(path);
    }

    public bool Unlock(PersonId person, string keyId, string passphrase)
    {
        foreach (var path in FilesOf(person))
        {
            var file = Read(path);
            if (!file.IsEncrypted || file.Public?.KeyId != keyId)
                continue;
            if (file.Open(passphrase) is not { } signer)
                return false;
            lock (_signers)
                _signers[path] = signer; // one that was there may be signing at this moment
            return true;
        }

        PassphraseWork.Spend(passphrase);
        return false;
    }

    public void Lock(PersonId person)
    {
        foreach (var path in FilesOf(person))
            lock (_signers)
                _signers.Remove(path);
    }

    public string PlaceOf(PersonId? person) => FileOf(person, 1);

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
            signer.Dispose();
    }

    /// <summary>The person's files, the oldest first, without a gap.</summary>
    private IEnumerable<string> FilesOf(PersonId? person)
    {
        for (var number = 1; FileOf(person, number) is var path && File.Exists(path); number++)
            yield return path;
    }

    /// <summary>
    /// '_' cannot begin a person's id, nor '~' stand in it, so no name of a file can be mistaken for another's.
    /// </summary>
    private string FileOf(PersonId? person, int number)
    {
        var name = person?.ToString() ?? $"_{LogName}";
        var further = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"~{number}");
        return Path.Combine(folder, tenant.ToString(), $"{name}{further}.pem");
    }

    private HeldKey Hold(string path)
    {
        var file = Read(path);
        return new(
            file.Public ?? SignerOf(path, file).Key,
            file.IsEncrypted ? KeyStore.EncryptedFile : KeyStore.PlainFile,
            path
        )
        {
            Possession = file.Possession,
            CreatedAt = File.GetLastWriteTimeUtc(path),
        };
    }

    private static PemKeyFile Read(string path) =>
        PemKeyFile.Read(File.ReadAllText(path)) ?? throw Refuse(KeyCode.Invalid, $"{path} holds no private key");

    private LocalSigner SignerOf(string path, PemKeyFile file)
    {
        lock (_signers)
        {
            if (!_signers.TryGetValue(path, out var signer))
                _signers.Add(path, signer = Unlock(path, file));
            return signer;
        }
    }

    private LocalSigner Unlock(string path, PemKeyFile file)
    {
        var passphrase = file.IsEncrypted ? ask?.Invoke(path) : null;
        if (file.IsEncrypted && passphrase is null)
            throw Refuse(
                KeyCode.Locked,
                $"{path} is encrypted; give its passphrase with --passphrase-file, or on a terminal"
            );
        return file.Open(passphrase)
            ?? throw (
                file.IsEncrypted
                    ? Refuse(KeyCode.Locked, $"that is not the passphrase of {path}")
                    : Refuse(
                        KeyCode.Invalid,
                        $"{path} does not hold a P-256 private key, or not the public one with it"
                    )
            );
    }

    private byte[] Prove(PersonId person, LocalSigner signer)
    {
        var statement = EnrolledKey.PossessionOf(tenant, person, signer.Key);
        return signer.SignMessageAsync(statement, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static KeyRefusedException Refuse(string code, string message) => new(new Fault(code, message));
}
