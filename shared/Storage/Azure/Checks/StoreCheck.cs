using System.Text;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Checks;

/// <summary>
/// Tries on an account, once, everything that Bookseal will ask of it, and says line by line what was found and what to
/// do. It leaves a journal of its runs at
/// <c>check/journal</c>, a row in table <c>check</c>, and a proof that is retained for a minute.
/// </summary>
public sealed class StoreCheck(AzureAccount account, TimeProvider clock, HttpPipelineTransport? transport = null)
{
    private const string Partition = "check";
    private static readonly ObjectPath Journal = ObjectPath.Of("check", "journal");
    private static readonly Guid Lease = Guid.Parse("8f0b6c1e-2f0a-4f64-9f5c-6b0f3f1d7c55");
    private readonly Backend _raw = AzureBackend.Raw(account, transport);
    private readonly BlobServiceClient _blobs = AzureBackend.Blobs(account, transport);

    public async Task<IReadOnlyList<CheckLine>> RunAsync(CancellationToken cancel)
    {
        List<CheckLine> lines =
        [
            new("address", $"{account.Blobs} and {account.Tables}, by {account.Authorization}", null),
            IsEncrypted(),
            await TryAsync(
                "account",
                AccountAsync,
                "give the identity the role 'Storage Account Contributor' to read this, or look it up in the portal",
                cancel
            ),
            await TryAsync(
                "blobs",
                WriteBlobsAsync,
                "give the identity the role 'Storage Blob Data Owner' on the account (a SAS: services b, "
                    + "resource types co, permissions rwdcli)",
                cancel
            ),
            await TryAsync(
                "tables",
                WriteRowAsync,
                "give the identity the role 'Storage Table Data Contributor' on the account (a SAS: "
                    + "services t, resource types co, permissions rwau)",
                cancel
            ),
        ];
        if (account.IsDevelopment)
            lines.Add(new("retention", "not applied: development storage keeps no policies", null));
        else
            lines.AddRange(await CheckRetentionAsync(cancel));
        return lines;
    }

    private CheckLine IsEncrypted() =>
        account.Blobs.Scheme == Uri.UriSchemeHttps || account.IsDevelopment
            ? new("transport", account.IsDevelopment ? "an emulator on this machine" : "https", null)
            : new(
                "transport",
                account.Blobs.Scheme,
                "use https endpoints: keys and signatures must not travel in the clear"
            );

    private async Task<CheckLine> AccountAsync(CancellationToken cancel)
    {
        var info = await AskAsync("account", async () => (await _blobs.GetAccountInfoAsync(cancel)).Value, cancel);
        var kind = $"{info.AccountKind} {info.SkuName}";
        return info.IsHierarchicalNamespaceEnabled
            ? new(
                "account",
                $"{kind} with hierarchical namespace",
                "use an account without hierarchical namespace: it keeps no versions"
            )
            : new("account", kind, null);
    }

    /// <summary>Creates, leases, appends under the lease, reads back, releases.</summary>
    private async Task<CheckLine> WriteBlobsAsync(CancellationToken cancel)
    {
        var objects = _raw.Objects;
        var created = await objects.CreateAppendableAsync(Journal, cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            return Refused("blobs", created.Fault);
        var line = Encoding.ASCII.GetBytes($"{clock.GetUtcNow():O}\n");
        var leased = await objects.AcquireLeaseAsync(Journal, Lease, cancel);
        if (!leased.TryGet(out var info, out var fault))
            return Refused("blobs", fault);
        var appended = await objects.AppendAsync(Journal, info.Length, line, Lease, cancel);
        var unleased = await objects.AppendAsync(Journal, info.Length + line.Length, line, null, cancel);
        await objects.ReleaseLeaseAsync(Journal, Lease, cancel);
        if (!appended.IsOk)
            return Refused("blobs", appended.Fault);
        if (unleased.IsOk || unleased.Fault.Code != StoreCode.LeaseMissing)
            return new(
                "blobs",
                "an append without the lease was not refused",
                "this store does not keep leases; use Azure Blob Storage"
            );
        var opened = await objects.ReadAsync(Journal, info.Length, line.Length, cancel);
        if (!opened.IsOk)
            return Refused("blobs", opened.Fault);
        await using var stream = opened.Value;
        var read = new byte[line.Length];
        await stream.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancel);
        return read.AsSpan().SequenceEqual(line)
            ? new("blobs", "created, leased, appended, read back", null)
            : new("blobs", "what was appended is not what is read", "use another account");
    }

    private async Task<CheckLine> WriteRowAsync(CancellationToken cancel)
    {
        var row = await _raw.Tables.GetAsync(Partition, Partition, "row", cancel);
        var committed = await _raw.Tables.CommitAsync(
            Partition,
            Partition,
            [new("row", Encoding.ASCII.GetBytes($"{clock.GetUtcNow():O}"), row?.ETag)],
            cancel
        );
        return committed.IsOk ? new("tables", "a row was written and read", null) : Refused("tables", committed.Fault);
    }

    private async Task<IReadOnlyList<CheckLine>> CheckRetentionAsync(CancellationToken cancel) =>
        [
            await TryAsync(
                "proofs",
                RetainAsync,
                "turn on blob versioning, and make the container anew with version-level immutability: "
                    + $"az storage account blob-service-properties update -n {account.Name} "
                    + $"--enable-versioning; az storage container delete --account-name {account.Name} -n "
                    + "proofs (while it is empty); az storage container-rm create --storage-account "
                    + $"{account.Name} -n proofs --enable-vlw",
                cancel
            ),
            await TryAsync(
                "checkpoints",
                CheckpointsAsync,
                $"az storage container create --account-name {account.Name} -n checkpoints",
                cancel
            ),
        ];

    /// <summary>Only a proof that is retained and says so shows that proofs can be.</summary>
    private async Task<CheckLine> RetainAsync(CancellationToken cancel)
    {
        var probe = ObjectPath.Of("proofs", "@check", Guid.NewGuid().ToString("N")); // '@' begins no tenant's id
        var created = await _raw.Objects.CreateAsync(probe, new MemoryStream("check"u8.ToArray()), cancel);
        if (!created.IsOk)
            return Refused("proofs", created.Fault);
        var until = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()).AddMinutes(1);
        var retained = await _raw.Objects.RetainAsync(probe, until, RetentionMode.Unlocked, cancel);
        if (!retained.TryGet(out var info, out var fault))
            return Refused("proofs", fault);
        return info.Version is { } version
            ? new("proofs", $"version {version} was retained", null)
            : new("proofs", "retained, but without versions", "turn on blob versioning");
    }

    private async Task<CheckLine> CheckpointsAsync(CancellationToken cancel)
    {
        var container = _blobs.GetBlobContainerClient("checkpoints");
        var properties = await AskAsync<BlobContainerProperties>(
            "checkpoints",
            async () =>
            {
                await container.CreateIfNotExistsAsync(cancellationToken: cancel);
                return (await container.GetPropertiesAsync(cancellationToken: cancel)).Value;
            },
            cancel
        );
        // A policy of versions is only a default for new ones: names can be written again.
        return properties.HasImmutabilityPolicy == true && !properties.HasImmutableStorageWithVersioning
            ? new(
                "checkpoints",
                "the container has an immutability policy; whether it is locked, only 'az storage "
                    + "container immutability-policy show' says",
                null
            )
            : new(
                "checkpoints",
                "the container has no immutability policy of its own (a version-level one lets names be written again)",
                $"az storage container immutability-policy create --account-name {account.Name} -c "
                    + "checkpoints --period 3653, and once it is right, lock it"
            );
    }

    private async Task<CheckLine> TryAsync(
        string name,
        Func<CancellationToken, Task<CheckLine>> check,
        string toDo,
        CancellationToken cancel
    )
    {
        try
        {
            return await check(cancel);
        }
        catch (StoreUnavailableException e)
        {
            return new(
                name,
                e.Message,
                "see that the account exists, that this machine may reach it (firewall, private "
                    + "endpoint), and that the endpoint is right"
            );
        }
        catch (StoreRefusedException e) when (account.HasKey)
        {
            return new(
                name,
                e.Message,
                "see that the key is the account's own (az storage account keys list), and that the "
                    + "account allows access by key"
            );
        }
        catch (IOException e)
        {
            return new(name, e.Message, toDo);
        }
    }

    private static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancel)
    {
        var answer = await new ServiceCall(what, cancel).TryAsync<T>(async () => await ask());
        return answer.IsOk ? answer.Value : throw new IOException(answer.Fault.Message);
    }

    private static CheckLine Refused(string name, Fault fault) =>
        new(name, fault.ToString(), "see what holds the object named, or use another account");
}

/// <summary>One line of a store check.</summary>
/// <param name="Found">What the store said.</param>
/// <param name="ToDo">What to do about it; null where nothing is to do.</param>
public sealed record CheckLine(string Name, string Found, string? ToDo)
{
    public bool IsGood => ToDo is null;

    public JsonObject ToJson() => JsonObject.Of(("found", Found), ("name", Name), ("ok", IsGood), ("to_do", ToDo));
}
