import * as oidc from 'openid-client';
import { OutsideError, sandboxHeader } from './call-outside.ts';

export type SignInRequest = { url: string; state: string; nonce: string; codeVerifier: string };
export type SignedInPerson = { subject: string; name: string; idNumber: string; phone: string; email: string };

/** Why a sign-in came to nothing. Carries no personal data and nothing that the issuer wrote. */
export type SignInFailure = 'cancelled' | 'refused' | 'unavailable';

export class SignInError extends Error {
  readonly failure: SignInFailure;
  constructor(failure: SignInFailure, detail: string) {
    super(`sign-in ${failure}: ${detail}`);
    this.name = 'SignInError';
    this.failure = failure;
  }
}

export type SignInProvider = {
  /** Where to send the browser, and what to keep (server-side) until it comes back. Throws SignInError `unavailable`. */
  begin(): Promise<SignInRequest>;
  /** Reads the address that the browser came back to. Throws SignInError: a wrong state, nonce or signature is `refused`. */
  finish(callbackUrl: string, saved: Omit<SignInRequest, 'url'>): Promise<SignedInPerson>;
};

export type SignInProviderOptions = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  /** Only for an issuer on this machine. */
  allowHttp?: boolean;
  timeoutSeconds?: number;
  /** Production: an issuer that a sandbox plays is refused, whenever it shows itself. */
  refuseSandbox?: boolean;
};

const scope = 'openid profile phone email id_card';

/**
 * OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636), against whatever issuer is configured. The
 * issuer is discovered at the first use and again after a failure, so that the platform starts while it is down.
 */
export function createSignInProvider(options: SignInProviderOptions): SignInProvider {
  let discovered: Promise<oidc.Configuration> | undefined;

  function discover(): Promise<oidc.Configuration> {
    discovered ??= oidc
      .discovery(new URL(options.issuer), options.clientId, {}, oidc.ClientSecretBasic(options.clientSecret), {
        timeout: options.timeoutSeconds ?? 10,
        [oidc.customFetch]: async (url, { body, ...init }) => {
          const response = await fetch(url, {
            ...init,
            body: body instanceof Uint8Array ? new Uint8Array(body) : (body ?? null),
          });
          if (options.refuseSandbox && response.headers.has(sandboxHeader)) throw new OutsideError('sandbox');
          return response;
        },
        ...(options.allowHttp && { execute: [oidc.allowInsecureRequests] }),
      })
      .catch(error => {
        discovered = undefined;
        throw failureOf(error);
      });
    return discovered;
  }

  async function begin(): Promise<SignInRequest> {
    const configuration = await discover();
    const state = oidc.randomState();
    const nonce = oidc.randomNonce();
    const codeVerifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: options.redirectUri,
      scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      // On a school's shared computer the last graduate's session at the issuer must not sign the next one in.
      prompt: 'login',
    });
    return { url: url.href, state, nonce, codeVerifier };
  }

  async function finish(callbackUrl: string, saved: Omit<SignInRequest, 'url'>): Promise<SignedInPerson> {
    const configuration = await discover();
    try {
      const current = new URL(callbackUrl);
      // Behind a proxy the platform sees another origin than the browser; the token request must repeat the registered one.
      const returned = new URL(options.redirectUri);
      returned.search = current.search;
      const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
        expectedState: saved.state,
        expectedNonce: saved.nonce,
        pkceCodeVerifier: saved.codeVerifier,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub;
      if (!subject) throw new SignInError('refused', 'no subject');
      const claims = await oidc.fetchUserInfo(configuration, tokens.access_token, subject);
      const person = {
        subject,
        name: textClaim(claims.name),
        idNumber: textClaim(claims.id_card_number).toUpperCase(),
        phone: textClaim(claims.phone_number),
        email: textClaim(claims.email),
      };
      if (!person.name || !person.idNumber) throw new SignInError('refused', 'name or ID number missing among the claims');
      return person;
    } catch (error) {
      throw failureOf(error);
    }
  }

  return { begin, finish };
}

function textClaim(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

// The library's errors quote answers and parameters; only their kind and code may travel on.
function failureOf(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  // The library wraps what its fetch threw.
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof OutsideError) return new SignInError('refused', cause.kind);
  if (error instanceof oidc.AuthorizationResponseError) {
    return new SignInError(error.error === 'access_denied' ? 'cancelled' : 'refused', 'authorization response');
  }
  if (error instanceof oidc.ResponseBodyError)
    return new SignInError(error.status >= 500 ? 'unavailable' : 'refused', `HTTP ${error.status}`);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof oidc.ClientError || code.startsWith('OAUTH_')) {
    return new SignInError(unavailableCodes.has(code) ? 'unavailable' : 'refused', code);
  }
  return new SignInError('unavailable', error instanceof Error ? error.name : 'unknown');
}

const unavailableCodes = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);
