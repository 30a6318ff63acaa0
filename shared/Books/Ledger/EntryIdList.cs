using System.Buffers;
using System.Text.Json;

namespace Bookseal.Books.Ledger;

/// <summary>The ids of a part of a journal in their order, to be added to those of the parts before it.</summary>
internal sealed class EntryIdList
{
    private readonly List<(ShortDigest Key, int ScopeBytes, int IdBytes, long Index)> _ids = [];
    private readonly ArrayBufferWriter<byte> _names = new();

    /// <param name="index">Of the entry in the journal.</param>
    public void Add(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> id, long index)
    {
        _ids.Add((EntryIds.ShortOf(scope, id), scope.Length, id.Length, index));
        _names.Write(scope);
        _names.Write(id);
    }

    /// <param name="onFault">Takes what is no id, and stands a second time: only then is it read.</param>
    public void AddTo(EntryIds ids, Action<LineFault> onFault)
    {
        var names = _names.WrittenSpan;
        foreach (var (key, scopeBytes, idBytes, index) in _ids)
        {
            try
            {
                ids.Add(key, names[..scopeBytes], names.Slice(scopeBytes, idBytes));
            }
            catch (JsonException e)
            {
                onFault(new(index, e.Message));
            }

            names = names[(scopeBytes + idBytes)..];
        }
    }

    public void Add(EntryIdList next)
    {
        _ids.AddRange(next._ids);
        _names.Write(next._names.WrittenSpan);
    }
}
