using Bookseal.Storage.Azure;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>An account of its own on the emulator, with two clients. The emulator's clock is the machine's.</summary>
internal sealed class AzuritePlace : StorePlace
{
    private AzuritePlace(AzureAccount account) =>
        (First, Second) = (AzureBackend.Raw(account), AzureBackend.Raw(account));

    public override Backend First { get; }

    public override Backend Second { get; }

    public override DateTimeOffset Now { get; } =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    public static async Task<StorePlace> OpenAsync() =>
        new AzuritePlace(
            AzureAccount
                .Parse(
                    await AzuriteServer.NewStoreAsync(),
                    () => throw new InvalidOperationException("tests sign in nowhere")
                )
                .Value
        );

    public override Task PassAsync(TimeSpan time) => Task.Delay(time);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
