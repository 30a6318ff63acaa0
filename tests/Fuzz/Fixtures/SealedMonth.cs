using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Trust;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>A good proof, with what a judge of its mutants compares.</summary>
public sealed class SealedMonth(string name, FuzzBag bag, TrustPolicy trust)
{
    public string Name { get; } = name;

    public TrustPolicy Trust { get; } = trust;

    public IReadOnlyDictionary<string, byte[]> Files { get; } = bag.Files;

    /// <summary>In order, so that a choice is the same in every run.</summary>
    public IReadOnlyList<string> Paths { get; } = [.. bag.Files.Keys.Order(StringComparer.Ordinal)];

    public DsseEnvelope Envelope { get; } = DsseEnvelope.Parse(bag.Files[BagLayout.Envelope]).Value;

    public Statement Statement { get; } =
        Statement.Parse(DsseEnvelope.Parse(bag.Files[BagLayout.Envelope]).Value.Payload).Value;

    public string CheckpointText { get; } = SignedNote.Parse(bag.Files[BagLayout.Checkpoint]).Value.Text;

    public FuzzBag Copy() => new(Files);
}
