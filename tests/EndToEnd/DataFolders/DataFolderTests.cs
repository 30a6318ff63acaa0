using Bookseal.Books.Values;
using Bookseal.Cli.Sessions;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.DataFolders;

/// <summary>Which folder is taken, for every kind of what may say so.</summary>
public sealed class DataFolderTests : IDisposable
{
    private static readonly TenantId Tiny = TenantId.Parse("tiny").Value;
    private readonly TemporaryFolder _folder = new();

    private string State => _folder.In("state");

    private string Books => _folder.In("books");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resolve_Everything_TakesTheOption()
    {
        Remember(_folder.In("kept"));
        AssertIs(Resolve(_folder.In("option"), _folder.In("environment")), "option", DataChoice.Option);
    }

    [Fact]
    public void Resolve_WithoutOption_TakesTheEnvironment()
    {
        Remember(_folder.In("kept"));
        AssertIs(Resolve(null, _folder.In("environment")), "environment", DataChoice.Environment);
    }

    [Fact]
    public void Resolve_WithoutBoth_TakesTheRememberedFolder()
    {
        Remember(_folder.In("kept"));
        AssertIs(Resolve(null, null), "kept", DataChoice.Pointer);
    }

    [Fact]
    public void Resolve_NothingAtAll_TakesTheDefaultOfTheCurrentDirectory()
    {
        AssertIs(Resolve(null, ""), "bookseal-data", DataChoice.Default);
        AssertIs(Resolve(null, null, hasPointer: false), "bookseal-data", DataChoice.Default);
        Assert.False(Directory.Exists(State), "looking wrote something");
    }

    [Fact]
    public void Resolve_RelativePaths_AreOfTheCurrentDirectory()
    {
        AssertIs(Resolve("mine", null), "mine", DataChoice.Option);
        AssertIs(Resolve(null, "theirs"), "theirs", DataChoice.Environment);
    }

    [Fact]
    public void Resolve_RememberedFolderIsGone_IsToldAndNotFollowed()
    {
        Remember(_folder.In("kept"));
        Directory.Delete(_folder.In("kept"));
        var fault = Resolve(null, null).Fault;
        Assert.Equal("DATA_FOLDER_GONE", fault.Code);
        Assert.Contains(_folder.In("kept"), fault.Message, StringComparison.Ordinal);
        Assert.True(Resolve(_folder.In("option"), null).IsOk);
    }

    [Fact]
    public void Resolve_TheDefaultWasRememberedAndClearedAway_BeginsAnew()
    {
        var folder = Resolve(null, null).Value.Path;
        Directory.CreateDirectory(folder);
        Remember(folder);
        Directory.Delete(folder);
        AssertIs(Resolve(null, null), "bookseal-data", DataChoice.Default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"books":"/elsewhere","data":"/data","tenant":"tiny"}""")]
    public void Resolve_PointerIsDamaged_IsToldAndNotFollowed(string content)
    {
        Remember(_folder.In("kept"));
        File.WriteAllText(Pointer().File, content);
        var fault = Resolve(null, null).Fault;
        Assert.Equal("DATA_POINTER_INVALID", fault.Code);
        Assert.Contains(Pointer().File, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remember_AnotherFolderLater_KeepsTheFirstWhileItIsThere()
    {
        Remember(_folder.In("first"));
        Remember(_folder.In("second"));
        AssertIs(Resolve(null, null), "first", DataChoice.Pointer);
        Directory.Delete(_folder.In("first"));
        Remember(_folder.In("second"));
        AssertIs(Resolve(null, null), "second", DataChoice.Pointer);
    }

    [Fact]
    public void Remember_FolderThatNothingUsed_WritesNothing()
    {
        Assert.Null(Resolve(_folder.In("never-made"), null).Value.Remember());
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public void Pointer_OfAnotherTenantOrDirectory_IsAnotherFile()
    {
        var files = new[]
        {
            new DataPointer(State, Books, Tiny),
            new DataPointer(State, Books, TenantId.Parse("other").Value),
            new DataPointer(State, $"{Books}2", Tiny),
        }.Select(pointer => pointer.File);
        Assert.Equal(3, files.Distinct().Count());
    }

    [Theory]
    [InlineData(false, "/state", "/home/a", "", "/state/bookseal")]
    [InlineData(false, null, "/home/a", "", "/home/a/.local/state/bookseal")]
    [InlineData(false, "relative", "/home/a", "", "/home/a/.local/state/bookseal")]
    [InlineData(false, null, "", "", null)]
    [InlineData(true, "/state", "/home/a", "/local", "/local/bookseal")]
    [InlineData(true, "/state", "/home/a", "", null)]
    public void StateFolder_OfEachSystem_IsTheUsers(
        bool isWindows,
        string? xdg,
        string home,
        string local,
        string? expected
    ) => Assert.Equal(expected, DataPointer.StateFolder(isWindows, xdg, home, local)?.Replace('\\', '/'));

    [Fact]
    public void RealPath_ThroughLinks_IsTheDirectoryItself()
    {
        Directory.CreateDirectory(_folder.In("real", "books"));
        Directory.CreateSymbolicLink(_folder.In("parent"), _folder.In("real"));
        Directory.CreateSymbolicLink(_folder.In("real", "same"), "books");
        var real = RealPath.Of(_folder.In("real", "books"));
        Assert.Equal(real, RealPath.Of(_folder.In("parent", "books")));
        Assert.Equal(real, RealPath.Of(_folder.In("parent", "same") + Path.DirectorySeparatorChar));
        Assert.NotEqual(real, RealPath.Of(_folder.In("real")));
    }

    private DataPointer Pointer() => new(State, Books, Tiny);

    private void Remember(string data)
    {
        Directory.CreateDirectory(data);
        Assert.Null(Resolve(data, null).Value.Remember());
    }

    private Result<DataFolder> Resolve(string? option, string? environment, bool hasPointer = true) =>
        DataFolder.Resolve(new(option, environment, hasPointer ? Pointer() : null, _folder.Path));

    private void AssertIs(Result<DataFolder> resolved, string name, DataChoice choice)
    {
        Assert.Equal((_folder.In(name), choice), (resolved.Value.Path, resolved.Value.Choice));
        Assert.Contains(_folder.In(name), resolved.Value.Told, StringComparison.Ordinal);
    }
}
