using Bookseal.Fuzz.Fixtures;

namespace Bookseal.Fuzz.Tests;

/// <summary>The good proofs, made once.</summary>
public sealed class SealedMonthsFixture : IAsyncLifetime
{
    public SealedMonths Months { get; private set; } = null!;

    public async Task InitializeAsync() => Months = await SealedMonths.MakeAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}
