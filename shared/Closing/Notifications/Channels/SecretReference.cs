using System.Text;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>Where a secret is, never the secret itself: an environment variable, or the first line of a file.</summary>
public sealed record SecretReference(string? Variable, string? File)
{
    public const string Missing = "SECRET_MISSING";

    private const int MostBytes = 4 * 1024;

    public static Result<SecretReference> FromJson(JsonObject source)
    {
        var fields = new Fields(source, NotificationSettings.Invalid);
        var (variable, file) = (fields.OptionalText("env"), fields.OptionalText("file"));
        if (variable is null == file is null)
            fields.Fail("a secret is {\"env\": NAME} or {\"file\": PATH}");
        return fields.Finish(() => new SecretReference(variable, file));
    }

    /// <summary><c>SECRET_MISSING</c>, which names the place and nothing of what is in it.</summary>
    public async Task<Result<string>> ReadAsync(CancellationToken cancel)
    {
        if (Variable is not null)
            return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
                ? value
                : new Fault(Missing, $"the environment variable {Variable} is not set");
        var read = await PlainFile.ReadAsync(File!, MostBytes, cancel);
        var line = read.IsOk ? Encoding.UTF8.GetString(read.Value).Split('\n')[0].TrimEnd('\r') : "";
        return line.Length > 0 ? line : new Fault(Missing, $"{File} has no secret in its first line");
    }
}
