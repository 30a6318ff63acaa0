namespace Bookseal.Cli.Remote;

/// <summary>
/// The token for a server: from a file, or the environment; never from the command line, which others see.
/// </summary>
internal static class RemoteToken
{
    private const string Variable = "BOOKSEAL_TOKEN";

    /// <summary><c>TOKEN_MISSING</c>.</summary>
    /// <param name="file">Null: the environment's.</param>
    public static Result<string> Read(string? file)
    {
        try
        {
            var text = file is null
                ? Environment.GetEnvironmentVariable(Variable)
                : File.ReadLines(file).FirstOrDefault();
            return text?.Trim() is { Length: > 0 } token
                ? token
                : new Fault("TOKEN_MISSING", $"put the token into {Variable}, or name its file with --token-file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault("TOKEN_MISSING", $"{file} cannot be read: {e.Message}");
        }
    }
}
