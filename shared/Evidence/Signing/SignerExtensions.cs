namespace Bookseal.Evidence.Signing;

public static class SignerExtensions
{
    /// <summary>The strict DER signature over the message's SHA-256.</summary>
    public static async ValueTask<byte[]> SignMessageAsync(
        this ISigner signer,
        ReadOnlyMemory<byte> message,
        CancellationToken cancel
    ) => Es256.ToDer(await signer.SignAsync(Digest.Of(message.Span), cancel));
}
