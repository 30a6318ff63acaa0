using Bookseal.Books.Values;

namespace Bookseal.Cli.Sessions;

/// <summary>What decides where the data are kept.</summary>
/// <param name="Option">Of <c>--data</c>.</param>
/// <param name="Environment">Of <c>BOOKSEAL_DATA</c>.</param>
/// <param name="Pointer">Null without a books directory, or without a state folder.</param>
/// <param name="CurrentDirectory">Absolute.</param>
internal sealed record DataSources(string? Option, string? Environment, DataPointer? Pointer, string CurrentDirectory);

internal enum DataChoice
{
    Option,
    Environment,
    Pointer,
    Default,
}

/// <summary>Where Bookseal keeps its data on this machine, and what said so.</summary>
/// <param name="Path">Absolute. It need not exist.</param>
internal sealed record DataFolder(string Path, DataChoice Choice, DataPointer? Pointer)
{
    public const string DefaultName = "bookseal-data";

    /// <summary>
    /// The option, then the environment, then where these books were imported to before, then
    /// <c>./bookseal-data</c>. Only the first that is there is looked at: who names a folder is not refused for what a
    /// pointer says.
    /// </summary>
    /// <returns>
    /// <c>DATA_FOLDER_GONE</c> where the pointer's folder is no longer there: an empty one in its place would look like
    /// books that nobody ever closed. <c>DATA_POINTER_INVALID</c>.
    /// </returns>
    public static Result<DataFolder> Resolve(DataSources sources)
    {
        if (sources.Option is { Length: > 0 } option)
            return At(option, DataChoice.Option);
        if (sources.Environment is { Length: > 0 } environment)
            return At(environment, DataChoice.Environment);
        if (sources.Pointer is null)
            return At(DefaultName, DataChoice.Default);
        if (!sources.Pointer.Read().TryGet(out var target, out var fault))
            return fault;
        if (target.Folder is not { } remembered)
            return At(DefaultName, DataChoice.Default);
        // Who stands where the books were kept, and has cleared them away, begins anew.
        if (!Directory.Exists(remembered) && remembered == At(DefaultName, DataChoice.Default).Path)
            return At(DefaultName, DataChoice.Default);
        return Directory.Exists(remembered)
            ? At(remembered, DataChoice.Pointer)
            : new Fault(
                "DATA_FOLDER_GONE",
                $"these books were imported to {remembered}, which is not there any more ({sources.Pointer.File} says "
                    + "so). Bring it back, or name the folder with --data; an import with --data is remembered instead"
            );

        DataFolder At(string path, DataChoice choice) =>
            new(System.IO.Path.GetFullPath(path, sources.CurrentDirectory), choice, sources.Pointer);
    }

    /// <summary>For messages, such as <c>in /books/data (--data)</c>.</summary>
    public string Told =>
        Choice switch
        {
            DataChoice.Option => $"in {Path} (of --data)",
            DataChoice.Environment => $"in {Path} (of BOOKSEAL_DATA)",
            DataChoice.Pointer => $"in {Path} (where this books directory was imported to, says {Pointer!.File})",
            DataChoice.Default => $"in {Path} (the default; --data names another)",
            _ => throw new InvalidOperationException($"{Choice} is no choice"),
        };

    /// <summary>
    /// After an import: from wherever the next command is called, it finds the folder. Null, or why nothing could be
    /// remembered, which stops nobody.
    /// </summary>
    public Fault? Remember()
    {
        if (Pointer is null || !Directory.Exists(Path)) // as where store and keys are in Azure
            return null;
        try
        {
            Pointer.Write(Path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(
                "DATA_FOLDER_NOT_REMEMBERED",
                $"{Pointer.File} cannot be written ({e.Message}); from other directories say --data {Path}"
            );
        }
    }
}
