using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.DataFolders;

/// <summary>The program finds books again from wherever it is called.</summary>
public sealed class RememberedFolderTests : IDisposable
{
    private readonly TestCompany _company = new();
    private readonly TemporaryFolder _user = new();

    public RememberedFolderTests() => Directory.CreateDirectory(Elsewhere);

    private string Elsewhere => _user.In("elsewhere");

    private string State => _user.In("state");

    public void Dispose()
    {
        _company.Dispose();
        _user.Dispose();
    }

    [Fact]
    public async Task Status_FromAnotherDirectory_FindsWhatAnImportUsed()
    {
        var before = FilesOf(_company.Books);
        (await RunAsync(_company.Folder, "import", _company.Books, "--data", "data")).Exits(0);
        Assert.Equal(before, FilesOf(_company.Books)); // nothing is written into the books directory

        (await StatusAsync(_company.Books)).Exits(0);
        Directory.CreateSymbolicLink(_user.In("link"), _company.Books);
        (await StatusAsync(_user.In("link"))).Exits(0);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Elsewhere));
    }

    [Fact]
    public async Task Status_BeforeAnImport_NamesTheFolderAndRemembersNothing()
    {
        var refused = (await StatusAsync(_company.Books)).Refuses(3, "BOOKS_NOT_FOUND");
        Assert.Contains($"{RealElsewhere()}/bookseal-data (the default", refused.Errors, StringComparison.Ordinal);
        var named = (await StatusAsync(_company.Books, "--data", "there")).Refuses(3, "BOOKS_NOT_FOUND");
        Assert.Contains($"{RealElsewhere()}/there (of --data)", named.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(State), "a command that only looks remembered something");
    }

    [Fact]
    public async Task Import_DryRun_RemembersNothing()
    {
        (await RunAsync(_company.Folder, "import", _company.Books, "--data", "data", "--dry-run")).Exits(0);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public async Task Close_RememberedFolderIsGone_IsRefusedAndMakesNoOther()
    {
        (await RunAsync(_company.Folder, "import", _company.Books, "--data", "data")).Exits(0);
        Directory.Delete(_company.Data, recursive: true);
        string[] close = ["close", _company.Books, "--period", "2026-01", "--yes"];
        (await RunAsync(Elsewhere, close)).Refuses(65, "DATA_FOLDER_GONE");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Elsewhere));

        (await RunAsync(Elsewhere, "import", _company.Books, "--data", "again")).Exits(0);
        (await RunAsync(_company.Folder, "status", _company.Books, "--period", "2026-01")).Exits(0);
    }

    [Fact]
    public async Task Import_StateFolderThatCannotBeWritten_ImportsAndSaysSo()
    {
        await File.WriteAllTextAsync(State, "a file where the folder would be");
        var imported = (await RunAsync(_company.Folder, "import", _company.Books, "--data", "data")).Exits(0);
        Assert.Contains("DATA_FOLDER_NOT_REMEMBERED", imported.Errors, StringComparison.Ordinal);
    }

    private Task<ProgramResult> StatusAsync(string books, params string[] options) =>
        RunAsync(Elsewhere, ["status", books, "--period", "2026-01", .. options]);

    private Task<ProgramResult> RunAsync(string folder, params string[] arguments) =>
        ProgramRunner.BooksealAsync(
            folder,
            ("XDG_STATE_HOME", State),
            [.. arguments, "--now", TestCompany.AfterFebruary]
        );

    /// <summary>As the program sees its working directory.</summary>
    private string RealElsewhere() => Bookseal.Cli.Sessions.RealPath.Of(Elsewhere);

    private static List<string> FilesOf(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order()];
}
