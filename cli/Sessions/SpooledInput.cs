using Bookseal.Import;

namespace Bookseal.Cli.Sessions;

/// <summary>Standard input, kept in a temporary file: it is read more than once, and may be long.</summary>
internal sealed class SpooledInput : IDisposable
{
    private readonly string _path;

    private SpooledInput(string path) => (_path, File) = (path, SourceFile.At(path));

    public SourceFile File { get; }

    public static async Task<SpooledInput> ReadAsync(CancellationToken cancel)
    {
        var spooled = new SpooledInput(Path.GetTempFileName());
        try
        {
            await using var file = System.IO.File.Create(spooled._path);
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(file, cancel);
            return spooled;
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    public void Dispose() => System.IO.File.Delete(_path);
}
