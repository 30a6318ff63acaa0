using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>What an import compares its files with, and whether somebody came between.</summary>
public sealed class BooksStateTests : IDisposable
{
    private readonly YearWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task State_OfBooksThatNobodyTouched_IsTheSame()
    {
        await _world.ImportAsync(YearBooks.Read());
        var state = await StateAsync();
        await _world.ImportAsync(YearBooks.Read()); // which has nothing to do
        Assert.Equal(state, await StateAsync());
        await UndoAsync();
        Assert.NotEqual(state, await StateAsync());
    }

    /// <summary>An import that found nothing to do wrote nothing: one that the chain tells of is another's.</summary>
    [Fact]
    public async Task Chain_TellsHowManyImportsThereWere()
    {
        var workspace = _world.Services.Workspace;
        await _world.ImportAsync(YearBooks.Read());
        Assert.Equal((false, true, false), await TellsOfAsync(0));
        var size = (await workspace.ReadHeadAsync(default)).Head.Size;
        Assert.Equal((true, false, false), await TellsOfAsync(size));
        await UndoAsync();
        Assert.Equal((false, false, false), await TellsOfAsync(size));

        async Task<(bool None, bool One, bool Two)> TellsOfAsync(long from) =>
            (
                await ImportTrail.TellsOnlyOfAsync(workspace, from, 0, default),
                await ImportTrail.TellsOnlyOfAsync(workspace, from, 1, default),
                await ImportTrail.TellsOnlyOfAsync(workspace, from, 2, default)
            );
    }

    private async Task UndoAsync()
    {
        var undo = _world.Services.ImportUndo;
        Assert.False((await undo.UndoAsync(YearBooks.January, AdjustingDesk.Bookkeeper, default)).Value.WasKnown);
    }

    private Task<Digest> StateAsync() => BooksState.ReadAsync(_world.Services.Workspace, default);
}
