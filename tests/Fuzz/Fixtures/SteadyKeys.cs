using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>The company's keys: the controller's and the log's.</summary>
public sealed class SteadyKeys : IKeyRing
{
    public static SteadySigner Certifier { get; } = new("certifier");

    public static SteadySigner LogSigner { get; } = new("log");

    public ISigner Log => LogSigner;

    public ISigner Of(PersonId person) => Certifier;

    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) => [person is null ? LogSigner.Key : Certifier.Key];

    public string PathOf(PersonId? person) => "in memory";

    public void Dispose()
    {
        // The keys are everybody's, to the end of the program.
    }
}
