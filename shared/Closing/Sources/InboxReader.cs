using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;
using Bookseal.Import.Hledger;

namespace Bookseal.Closing.Sources;

/// <summary>
/// Imports the files of a folder that were not imported yet, in the order of their names. None is moved or changed: by
/// its content it is known which was imported. One that cannot be read keeps no other from being.
/// </summary>
internal sealed class InboxReader(DirectoryInfo books, PartImporter importer)
{
    private readonly InboxSettings _settings = new(books);

    public async Task<SourceReading> ReadAsync(
        InboxSource source,
        SourceState before,
        CancellationToken deadline,
        CancellationToken cancel
    )
    {
        if (!CommodityNames.Parse([.. source.Commodities]).TryGet(out _, out var fault))
            return new([], before, fault);
        if (!Find(source).TryGet(out var files, out fault))
            return new([], before, fault);
        var (parts, seen) = (new List<SourcePart>(), new List<SeenFile>());
        var settings = new Dictionary<SourceFormat, Result<FormSettings>>();
        foreach (var file in files)
        {
            if (deadline.IsCancellationRequested)
                return new(
                    parts,
                    before with
                    {
                        Files = [.. seen.UnionBy(before.Files, other => other.Sha256)],
                    },
                    new(PagePull.TimeUp, "the time of this sync is over; the next one goes on")
                );
            var name = VisibleText.Of(file.Name);
            if (!(await OpenAsync(file, cancel)).TryGet(out var content, out fault))
            {
                parts.Add(SourcePart.Failed(name, fault));
                continue;
            }

            var digest = Digest.Of(content);
            var form = await FormOfAsync(source, (name, content), file.Name, settings, cancel);
            // What is wrong with a mapping by now says nothing of what was read with it.
            var earlier = before.Find(digest);
            var now = new SeenFile(name, digest, form.IsOk ? form.Value.Said : earlier?.Said);
            if (!before.HasSeen(now) && !seen.Exists(now.IsSame))
            {
                var part = form.IsOk
                    ? await importer.ImportAsync(
                        form.Value with
                        {
                            IsReadAgain = earlier is not null,
                        },
                        before.IsOvertaken(now),
                        cancel
                    )
                    : SourcePart.Failed(name, form.Fault);
                parts.Add(part);
                if (part.Fault is not null)
                {
                    // Tried again by the next sync: what it lacked may be there then. What it gave before is known.
                    if (earlier is not null)
                        seen.Add(earlier);
                    continue;
                }
            }

            seen.Add(now);
        }

        return new(parts, before with { Files = seen }, null);
    }

    private Result<IReadOnlyList<FileInfo>> Find(InboxSource source)
    {
        var folder = new DirectoryInfo(Path.Combine(books.FullName, Path.Combine(source.Path.Split('/'))));
        if (!folder.Exists)
            return new Fault("SOURCE_FOLDER_MISSING", $"there is no folder {source.Path} in the books directory");
        for (var at = folder; at is not null && at.FullName != books.FullName; at = at.Parent)
            if (at.LinkTarget is not null)
                return new Fault("SOURCE_UNREADABLE", $"{source.Path} leads over a link out of the books directory");
        try
        {
            List<FileInfo> files =
            [
                .. folder.EnumerateFiles().Where(IsWhole).OrderBy(file => file.Name, StringComparer.Ordinal),
            ];
            return files.Count > Limits.SourceFiles
                ? new Fault(
                    "SOURCE_TOO_MANY_FILES",
                    $"{source.Path} has {files.Count} files, and at most {Limits.SourceFiles} are looked at: move "
                        + "those that were imported elsewhere"
                )
                : files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault("SOURCE_UNREADABLE", VisibleText.Of(e.Message));
        }
    }

    private async Task<Result<FormFile>> FormOfAsync(
        InboxSource source,
        (string Name, byte[] Content) shown,
        string name,
        Dictionary<SourceFormat, Result<FormSettings>> settings,
        CancellationToken cancel
    )
    {
        if (FormatOf(source, name) is not { } format)
            return UnknownFormat(source);
        if (!settings.TryGetValue(format, out var read))
            settings[format] = read = await _settings.ReadAsync(source, format, cancel);
        return read.Map(said => new FormFile(shown.Name, shown.Content, format, said));
    }

    /// <summary>Names under which programs write what is not whole yet, or hide.</summary>
    private static bool IsWhole(FileInfo file) =>
        file.Name[0] != '.'
        && !file.Name.EndsWith('~')
        && !file.Name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
        && !file.Name.EndsWith(".part", StringComparison.OrdinalIgnoreCase);

    /// <summary>A link would let whoever may write into the folder have any file of the machine read.</summary>
    private static async Task<Result<byte[]>> OpenAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            if (file.LinkTarget is not null)
                return new Fault("SOURCE_UNREADABLE", "it is a link; put the file itself into the folder");
            return await PlainFile.ReadAsync(file.FullName, Limits.SourceFileBytes, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault("SOURCE_UNREADABLE", VisibleText.Of(e.Message));
        }
    }

    private static SourceFormat? FormatOf(InboxSource source, string name) =>
        source.Format ?? SourceFormats.OfName(name);

    private static Fault UnknownFormat(InboxSource source) =>
        new(
            "SOURCE_FORMAT_UNKNOWN",
            $"the name does not say what it is; give source {source.Id} a 'format', or end the name with .csv, "
                + ".ndjson, .xml (camt.053), .sta (MT940) or .ofx"
        );
}
