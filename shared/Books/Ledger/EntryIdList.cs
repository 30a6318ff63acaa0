using System.Buffers;

namespace Bookseal.Books.Ledger;

/// <summary>The ids of a part of a journal in their order, to be added to those of the parts before it.</summary>
internal sealed class EntryIdList
{
    private readonly List<(ShortDigest Key, int ScopeBytes, int IdBytes)> _ids = [];
    private readonly ArrayBufferWriter<byte> _names = new();

    public void Add(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> id)
    {
        _ids.Add((EntryIds.ShortOf(scope, id), scope.Length, id.Length));
        _names.Write(scope);
        _names.Write(id);
    }

    public void AddTo(EntryIds ids)
    {
        var names = _names.WrittenSpan;
        foreach (var (key, scopeBytes, idBytes) in _ids)
        {
            ids.Add(key, names[..scopeBytes], names.Slice(scopeBytes, idBytes));
            names = names[(scopeBytes + idBytes)..];
        }
    }

    public void Add(EntryIdList next)
    {
        _ids.AddRange(next._ids);
        _names.Write(next._names.WrittenSpan);
    }
}
