using Bookseal.Books.Values;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// A file in the user's state folder that says where the books of one directory and tenant were imported to.
/// </summary>
/// <param name="books">The books directory's real path.</param>
internal sealed class DataPointer(string stateFolder, string books, TenantId tenant)
{
    private const string Invalid = "DATA_POINTER_INVALID";

    private readonly StateFile _file = StateFile.Of(stateFolder, "data-folders", books, tenant);

    public string File => _file.Path;

    /// <summary>Of the environment, as this machine's user has it; null for a user without a home.</summary>
    public static DataPointer? Of(string books, TenantId tenant) =>
        StateFolder() is { } folder ? new(folder, RealPath.Of(books), tenant) : null;

    public static string? StateFolder() =>
        StateFolder(
            OperatingSystem.IsWindows(),
            Environment.GetEnvironmentVariable("XDG_STATE_HOME"),
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        );

    /// <summary>
    /// <c>$XDG_STATE_HOME/bookseal</c> or <c>~/.local/state/bookseal</c>; on Windows
    /// <c>%LOCALAPPDATA%\bookseal</c>. A relative <c>XDG_STATE_HOME</c> does not count, as its specification says.
    /// </summary>
    public static string? StateFolder(bool isWindows, string? xdgStateHome, string home, string localAppData)
    {
        if (isWindows)
            return localAppData.Length > 0 ? Path.Combine(localAppData, "bookseal") : null;
        if (xdgStateHome is not null && Path.IsPathFullyQualified(xdgStateHome))
            return Path.Combine(xdgStateHome, "bookseal");
        return home.Length > 0 ? Path.Combine(home, ".local", "state", "bookseal") : null;
    }

    /// <summary>A target without folder where there is no pointer.</summary>
    public Result<DataTarget> Read()
    {
        try
        {
            if (_file.Read() is not { } content)
                return new DataTarget(null);
            return content.Then(Parse) is { IsOk: true } read ? read : Broken("it is not what Bookseal writes there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Broken(e.Message);
        }
    }

    /// <summary>
    /// The first folder stays, as long as it is there: one close with another <c>--data</c>, as to try something, does
    /// not take the books away from the commands that find them.
    /// </summary>
    public void Write(string folder)
    {
        if (Read() is { IsOk: true, Value.Folder: { } known } && Directory.Exists(known))
            return;
        _file.Write(JsonObject.Of(("books", books), ("data", folder), ("tenant", tenant.ToString())));
    }

    private Result<DataTarget> Parse(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var data = fields.Text("data");
        if (fields.Text("books") != books || fields.Text("tenant") != tenant.ToString())
            fields.Fail("it is of other books");
        if (!Path.IsPathFullyQualified(data))
            fields.Fail("'data' is an absolute path");
        return fields.Finish(() => new DataTarget(data));
    }

    private Fault Broken(string why) =>
        new(Invalid, $"{File} cannot be used: {why}. Name the folder with --data, or delete the file");
}

/// <summary>What a pointer says.</summary>
/// <param name="Folder">Null: there is none.</param>
internal sealed record DataTarget(string? Folder);
