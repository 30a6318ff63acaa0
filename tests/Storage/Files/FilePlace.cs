using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Tests.Files;

/// <summary>A folder with two pairs of stores over it, as two processes have them.</summary>
internal sealed class FilePlace : StorePlace
{
    private readonly TemporaryFolder _folder = new();
    private readonly SettableClock _clock = new();

    public FilePlace() => (First, Second) = (Open(), Open());

    public string Root => _folder.Path;

    public override Backend First { get; }

    public override Backend Second { get; }

    public override DateTimeOffset Now => _clock.Now;

    /// <summary>One more client, which knows nothing yet: what a process sees that starts now.</summary>
    public Backend Open() => new(new FileObjectStore(Root, _clock), new FileTableStore(Root));

    public string FileOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public override Task PassAsync(TimeSpan time)
    {
        _clock.Now += time;
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
