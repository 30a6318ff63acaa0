namespace Bookseal.Evidence.Signing;

/// <summary>Something that holds a P-256 private key: a PEM file, or a key vault that never shows it.</summary>
public interface ISigner
{
    VerificationKey Key { get; }

    /// <summary>Signs a SHA-256 digest with ES256; returns r‖s, 64 bytes.</summary>
    ValueTask<byte[]> SignAsync(Digest messageDigest, CancellationToken cancel);
}

public static class SignerExtensions
{
    /// <summary>The strict DER signature over the message's SHA-256.</summary>
    public static async ValueTask<byte[]> SignMessageAsync(
        this ISigner signer,
        ReadOnlyMemory<byte> message,
        CancellationToken cancel
    ) => Es256.ToDer(await signer.SignAsync(Digest.Of(message.Span), cancel)).Value;
}
