using System.Text;

namespace Bookseal.Closing.Notifications.Texts;

/// <summary>
/// Where texts come from: a company's own templates, in the first of some folders that has one, and those that are
/// built in. A template of the company's that is broken is told, and the built-in one says what there is to say.
/// </summary>
/// <param name="folders">Absolute; none of them need be there.</param>
/// <param name="texts">By name, of a host that has settings and no files; a folder's template goes before.</param>
public sealed class TemplateFolder(IReadOnlyList<string> folders, IReadOnlyDictionary<string, string>? texts = null)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The company's template; null where it has none.</summary>
    internal async Task<Result<string>?> FindAsync(string name, CancellationToken cancel)
    {
        foreach (var folder in folders)
        {
            var path = Path.Combine(folder, name);
            // A link would read a file of somebody else's into a message, or another company's templates.
            if (IsLink(folder) && Path.Exists(path) || IsLink(path))
                return new Fault(TemplateCheck.Invalid, "is a link, and links are not followed") { Where = path };
            if (Path.Exists(path))
                return await ReadAsync(path, cancel);
        }

        if (texts?.GetValueOrDefault(name) is { } text)
            return text;
        return null;
    }

    internal static string BuiltIn(string name)
    {
        var assembly = typeof(TemplateFolder).Assembly;
        using var stream =
            assembly.GetManifestResourceStream($"templates/{name}")
            ?? throw new InvalidOperationException($"{name} is not built in");
        using var reader = new StreamReader(stream, StrictUtf8);
        return reader.ReadToEnd();
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static async Task<Result<string>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!(await PlainFile.ReadAsync(path, Limits.TemplateBytes, cancel)).TryGet(out var bytes, out var fault))
            return new Fault(TemplateCheck.Invalid, fault.Message) { Where = path };
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return new Fault(TemplateCheck.Invalid, "is not UTF-8") { Where = path };
        }
    }
}
