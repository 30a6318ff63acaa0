using Bookseal.Books.Company;
using Bookseal.Closing.Imports;
using Bookseal.Import;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// One reading of a session's books directory: whether it can be spared, and what is remembered of it.
/// </summary>
internal sealed class DirectoryReading
{
    private readonly Session _session;
    private readonly LastReading _last;
    private readonly Digest _files;
    private readonly DateOnly _today;
    private readonly long _chain;
    private TableWishes _wishes = TableWishes.None;

    private DirectoryReading(Session session, LastReading last, Digest files, DateOnly today, long chain) =>
        (_session, _last, _files, _today, _chain) = (session, last, files, today, chain);

    /// <summary>Null for a user without a state folder, whose books are read each time.</summary>
    public static async Task<DirectoryReading?> BeginAsync(
        Session session,
        IReadOnlyDictionary<string, SourceFile> files,
        TableWishes wishes,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        if (LastReading.Of(session.BooksDirectory!.FullName, session.Tenant) is not { } last)
            return null;
        var workspace = session.Services.Workspace;
        var chain = (await workspace.ReadHeadAsync(cancel)).Head.Size;
        return new(session, last, LastReading.DigestOf(files, wishes), workspace.Today(profile), chain)
        {
            _wishes = wishes,
        };
    }

    /// <summary>
    /// What an import would say of files that it has nothing to take from; null where it has to read.
    /// </summary>
    public async Task<ImportOutcome?> FindAsync(CancellationToken cancel) =>
        _last.Knows(_files)
            ? _last.Find(_files, await BooksState.ReadAsync(_session.Services.Workspace, cancel), _today)
            : null;

    /// <summary>
    /// Remembers it, unless there was something to tell, or somebody wrote to the books or the files meanwhile: then
    /// nobody knows what the files have to give. The state is read before the chain, which so tells of all that is in
    /// it.
    /// </summary>
    public async Task RememberAsync(
        ImportOutcome outcome,
        IReadOnlyDictionary<string, SourceFile> files,
        CancellationToken cancel
    )
    {
        if (
            outcome.Notices.Any(notice => notice.Code != TableReading.IgnoredCode)
            || LastReading.DigestOf(files, _wishes) != _files
        )
            return;
        var state = await BooksState.ReadAsync(_session.Services.Workspace, cancel);
        if (await ImportTrail.TellsOnlyOfAsync(_session.Services.Workspace, _chain, outcome.IsChange ? 1 : 0, cancel))
            _last.Write(_files, state, _today, outcome);
    }
}
