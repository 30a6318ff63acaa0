using System.Reflection;
using Bookseal.Books.Values;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Tests.Files;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Backups;

/// <summary>A copy of a store in which imports land meanwhile, and what was staged of them goes.</summary>
public sealed class BackupWriterTests
{
    private static readonly TenantId Tenant = TenantId.Parse("acme").Value;
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
    private static readonly ObjectPath Rules = ObjectPath.Of("books", "acme", "rules.json");
    private static readonly StagedPath Staged = StagedPath.Of(
        Tenant,
        new PeriodCode(2026, 1),
        new string('a', 64),
        "00001.ndjson"
    );

    [Fact]
    public async Task Copy_OfStagedObjectsThatGoMeanwhile_HasTheRest()
    {
        await using var place = new FilePlace();
        var objects = place.First.Objects;
        await objects.CreateAsync(Staged.Path, "staged");
        await objects.StartAsync(Journal);
        var folder = Directory.CreateTempSubdirectory().FullName;
        var writer = new BackupWriter(
            Listed.Of(objects, () => objects.DeleteStagedAsync(Staged, default)),
            place.First.Tables,
            Tenant,
            folder
        );
        await writer.CopyObjectsAsync(new Dictionary<string, string>(), default);
        Assert.Equal([Journal.ToString()], writer.Objects.Select(copied => copied.Path));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Nothing else may go.</summary>
    [Fact]
    public async Task Copy_OfAnotherObjectThatIsGone_IsNone()
    {
        await using var place = new FilePlace();
        var objects = place.First.Objects;
        await objects.CreateAsync(Rules, "rules");
        var folder = Directory.CreateTempSubdirectory().FullName;
        var writer = new BackupWriter(
            Listed.Of(
                objects,
                () =>
                {
                    File.Delete(Path.Combine(place.Root, "objects", Rules.ToString()));
                    return Task.CompletedTask;
                }
            ),
            place.First.Tables,
            Tenant,
            folder
        );
        await Assert.ThrowsAsync<IOException>(() => writer.CopyObjectsAsync(new Dictionary<string, string>(), default));
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A store in which something happens after each list of objects that it gives.</summary>
public class Listed : DispatchProxy
{
    private IObjectStore _inner = null!;
    private Func<Task> _then = null!;

    public static IObjectStore Of(IObjectStore inner, Func<Task> then)
    {
        var store = Create<IObjectStore, Listed>();
        (((Listed)store)._inner, ((Listed)store)._then) = (inner, then);
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IObjectStore.ListAsync)
            ? ListAsync((ObjectPath)args![0]!)
            : targetMethod.Invoke(_inner, args);

    private async Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectPath prefix)
    {
        var listed = await _inner.ListAsync(prefix, default);
        if (listed.Count > 0)
            await _then();
        return listed;
    }
}
