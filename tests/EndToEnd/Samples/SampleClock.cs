namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>Time stands still until a test moves it on.</summary>
internal sealed class SampleClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
