using System.Globalization;
using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;

namespace Bookseal.Closing.Sources;

/// <summary>
/// Pulls and imports page after page, until one is empty. The cursor moves behind a page once that is imported: what
/// stops in between is asked for again, and adds nothing.
/// </summary>
internal sealed class HttpReader(SourceAccess access, PartImporter importer, SyncPace pace, TimeProvider clock)
{
    public async Task<SourceReading> ReadAsync(
        HttpSource source,
        SourceState before,
        CancellationToken deadline,
        CancellationToken cancel
    )
    {
        if (!(await access.FindGuardAsync(cancel)).TryGet(out var guard, out var fault))
            return new([], before, fault);
        string? token = null;
        if (source.Token is { } reference)
        {
            if (!(await access.ReadTokenAsync(reference, cancel)).TryGet(out token, out fault))
                return new([], before, fault);
            if (!token.All(c => c is > ' ' and <= '~'))
                return new([], before, new("SECRET_INVALID", $"the token of source {source.Id} is no token"));
        }

        using var pull = new PagePull(source, token, guard, pace, clock);
        return await ReadAsync(pull, source, before, deadline, cancel);
    }

    private async Task<SourceReading> ReadAsync(
        PagePull pull,
        HttpSource source,
        SourceState state,
        CancellationToken deadline,
        CancellationToken cancel
    )
    {
        var (parts, used) = (new List<SourcePart>(), new HashSet<string?> { state.Cursor });
        for (var number = 1; number <= Limits.SourcePages; number++)
        {
            if (!(await pull.NextAsync(state.Cursor, deadline, cancel)).TryGet(out var page, out var fault))
                return new(parts, state, fault);
            // The cursor moves behind entries and never behind nothing: what comes there later is asked for.
            if (page.IsEmpty)
                return new(parts, state, null);
            var name = string.Create(CultureInfo.InvariantCulture, $"{source.Id}/page-{number}");
            var part = await importer.ImportAsync(
                new(name, page.Lines, SourceFormat.JournalNdjson, FormSettings.None),
                isOvertaken: false,
                cancel
            );
            parts.Add(part);
            if (part.Fault is not null || page.Next is null)
                return new(parts, state, null);
            if (!used.Add(page.Next))
                return new(parts, state, new("SOURCE_CURSOR_LOOPS", "the cursor of a page led back to an earlier one"));
            state = state with { Cursor = page.Next };
        }

        return new(parts, state, new("SOURCE_PAGES", $"a sync takes {Limits.SourcePages} pages; the next one goes on"));
    }
}
