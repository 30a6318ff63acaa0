using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>Everything of the proof but its signatures stands in the store.</summary>
public sealed record RecordStaging(Actor Actor, ProofStaged Staged) : RunCommand(Actor)
{
    public override string Name => "record_staging";
}

/// <summary>A person signs the staged proof.</summary>
/// <param name="Statement">What they signed.</param>
/// <param name="Signature"><inheritdoc cref="PersonSignature" path="/param[@name='Signature']"/></param>
/// <param name="Preparers">Everyone who prepared the period, by its certificate.</param>
public sealed record SignProof(
    Actor Actor,
    string KeyId,
    KeyStore Store,
    Digest Statement,
    string Signature,
    IReadOnlyCollection<PersonId> Preparers
) : RunCommand(Actor)
{
    public override string Name => "sign_proof";
}

/// <summary>Bookseal has signed, with its own key, what one call closes.</summary>
public sealed record SignAsService(Actor Actor, string KeyId, KeyStore Store, Digest Statement, string Signature)
    : RunCommand(Actor)
{
    public override string Name => "sign_as_service";
}

/// <summary>Under rules up to 3: Bookseal has signed with the certifier's key.</summary>
public sealed record RecordSignature(Actor Actor, string KeyId, string Custody, Digest Statement) : RunCommand(Actor)
{
    public override string Name => "record_signature";
}

public sealed record RecordSeal(Actor Actor, Guid ProofId, Digest Manifest, Digest Certificate, long CheckpointSize)
    : RunCommand(Actor)
{
    /// <inheritdoc cref="ProofSealed.Versions"/>
    public JsonObject? Versions { get; init; }

    public override string Name => "record_seal";
}
