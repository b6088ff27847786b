/** Every error a client may meet: its HTTP status, what it means and how to mend it. `docs/errors/` is made from it. */
export const problemTable = {
  malformed_request: {
    status: 400,
    title: 'The request is malformed',
    mend: 'Send valid JSON with `Content-Type: application/json`, query parameters of the documented form, and no field the reference does not name. `errors` lists each fault with its path.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid key',
    mend: 'Send `Authorization: Bearer <key>` with a key that has not been revoked. A key is shown once, when it is made; make a new one if it is lost.',
  },
  token_expired: {
    status: 401,
    title: 'The member token has expired',
    mend: 'Ask your back end for a new one: `POST /v1/members/{id}/sessions`. The elements do this through `tokenProvider`.',
  },
  wrong_token_purpose: {
    status: 403,
    title: 'This member token was made for something else',
    mend: 'A token of purpose `read` only sees, one of purpose `redeem` redeems once. Ask your back end for one of the purpose you need: `POST /v1/members/{id}/sessions`.',
  },
  session_expired: {
    status: 401,
    title: 'The session is over',
    mend: 'Sign in again: `POST /v1/staff/sessions`. A session lasts twelve hours, and ends after an hour in which nobody used it.',
  },
  sign_in_failed: {
    status: 401,
    title: 'E-mail address or password is wrong',
    mend: 'Check both, and the program. The answer is the same where there is no such account, or where it is disabled. An admin can invite you to set a new password.',
  },
  wrong_password: {
    status: 403,
    title: 'The present password is wrong',
    mend: 'To change a password, send the present one. An admin can invite you to set a new one without it.',
  },
  role_not_allowed: {
    status: 403,
    title: 'Your role may not do this',
    mend: 'The reference says for each operation which role it takes: associate, manager or admin. An admin can change yours.',
  },
  own_request: {
    status: 403,
    title: 'Nobody confirms what they asked for themselves',
    mend: 'Ask another manager or an admin.',
  },
  own_account: {
    status: 403,
    title: 'Nobody serves themselves',
    mend: 'Staff do nothing to the member account that is theirs. Ask a colleague.',
  },
  wrong_key_kind: {
    status: 403,
    title: 'Another kind of key is needed',
    mend: 'The reference says which kinds of key an operation takes: operator, secret, publishable, a member token, or a session of staff.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'This origin may not use the key',
    mend: 'Add the page’s origin (scheme, host and port) to `allowedOrigins` of a publishable key of the program.',
  },
  store_not_allowed: {
    status: 403,
    title: 'This key belongs to another store',
    mend: 'A store’s key takes that store’s receipts and sets what is that store’s own. Use the key of the store that the request names, or a key without a store.',
  },
  not_found: {
    status: 404,
    title: 'Nothing here by that name',
    mend: 'Check the id and the path. What belongs to another program answers the same.',
  },
  member_erased: {
    status: 410,
    title: 'The member was erased',
    mend: 'Nothing of the person is left, and nothing more can be done with this id: forget it. The books are as they were: receipts and journal entries can still be read by their own ids.',
  },
  member_merged: {
    status: 409,
    title: 'The card has become another member’s',
    mend: 'What was on it is with the member that it was merged into: `GET /v1/members/{id}` with its id answers them. Merge that member instead, if they are the same person, too.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This path does not take that method',
    mend: 'The `Allow` header lists the methods that it takes.',
  },
  idempotency_conflict: {
    status: 409,
    title: 'The idempotency key was used with another body',
    mend: 'Send a new `Idempotency-Key` for a new request; send the first body again to see its answer.',
  },
  external_id_conflict: {
    status: 409,
    title: 'The externalId was used with another body',
    mend: 'A receipt’s number names one receipt for ever. Send the first body again to see its answer, or use the number of this receipt.',
  },
  member_exists: {
    status: 409,
    title: 'A member with this phone, e-mail or externalId exists',
    mend: 'Find the member with `GET /v1/members?phone=` (or `email=`, `externalId=`, `wechatOpenId=`) and use it.',
  },
  staff_exists: {
    status: 409,
    title: 'There is an account of this e-mail address',
    mend: '`GET /v1/staff` lists the accounts. Change that one: `PATCH /v1/staff/{id}`.',
  },
  invitation_invalid: {
    status: 409,
    title: 'The invitation is none, or no longer',
    mend: 'An invitation is taken up once, within seven days. Ask an admin for a new one: `POST /v1/staff/{id}/invitations`.',
  },
  approval_decided: {
    status: 409,
    title: 'It was decided already',
    mend: '`GET /v1/approvals/{id}` shows how, when and by whom. What is still wanted is asked for anew.',
  },
  account_changed: {
    status: 409,
    title: 'The account was changed meanwhile',
    mend: 'An admin, or the same person in another window, changed this account at the same time, and nothing of this request stands. Sign in and look, then try again.',
  },
  too_many_webhooks: {
    status: 409,
    title: 'The program has as many endpoints as it may have',
    mend: 'Fifty at most. `GET /v1/webhooks` lists them; delete one that is not needed, or have one endpoint take more types.',
  },
  last_secret_key: {
    status: 409,
    title: 'This is the last secret key of the program',
    mend: 'Without one nobody could make another. Make a new key first (`POST /v1/keys`), then revoke this one. A key bound to a store does not count.',
  },
  insufficient_member_cash: {
    status: 409,
    title: 'Not enough member cash',
    mend: 'Ask `GET /v1/members/{id}/summary` what is available and take the rest by another tender.',
  },
  prepaid_left: {
    status: 409,
    title: 'The member still has prepaid',
    mend: 'Prepaid is the member’s own money. Pay it back first: `POST /v1/members/{id}/prepaidRefunds`. Then send the request again.',
  },
  insufficient_prepaid: {
    status: 409,
    title: 'Not enough prepaid balance',
    mend: 'Ask `GET /v1/members/{id}/summary` what is available and take the rest by another tender.',
  },
  insufficient_points: {
    status: 409,
    title: 'Not enough points',
    mend: 'Ask `GET /v1/members/{id}/summary` what is available. Points whose expiry has come, and those under a debt, are not.',
  },
  prepaid_cap_exceeded: {
    status: 409,
    title: 'The card would hold more prepaid than the program allows',
    mend: 'The program caps the prepaid of one member (`prepaid.capMinor` of its rules), as the law may. Choose a smaller plan, or wait until some is spent.',
  },
  topup_spent: {
    status: 409,
    title: 'What the top-up gave is no longer all there',
    mend: 'A top-up is taken back whole: its prepaid and all of its points must still be there. What is left of the balance can be paid back with `POST /v1/members/{id}/prepaidRefunds`.',
  },
  field_exists: {
    status: 409,
    title: 'A field with this code exists',
    mend: 'A code names one field for ever. Change that one with `PATCH /v1/customFields/{code}`, or take another code.',
  },
  too_many: {
    status: 409,
    title: 'There are as many as there may be',
    mend: '`detail` tells the bound. Delete what is no longer needed, or do without.',
  },
  promotion_exists: {
    status: 409,
    title: 'A promotion with this code exists',
    mend: 'A code names one promotion for ever. Change that one with `PATCH /v1/promotions/{code}`, or take another code.',
  },
  promotion_ended: {
    status: 409,
    title: 'The promotion has been ended',
    mend: 'What has been ended stays so. Publish a new promotion under another code.',
  },
  template_exists: {
    status: 409,
    title: 'There is such a template already',
    mend: 'Choose another code, or change the template: `PATCH /v1/messageTemplates/{code}`.',
  },
  card_code_expired: {
    status: 422,
    title: 'The code was of another minute',
    mend: 'Scan the card again as it is now: its code changes every half minute. A picture of it does not do.',
  },
  card_code_invalid: {
    status: 422,
    title: 'This is no card of the program',
    mend: 'Scan the code on the member’s screen, or send the whole card number. The answer is the same for a code that is wrong and for a card that is not there.',
  },
  challenge_over: {
    status: 409,
    title: 'This code does not count any more',
    mend: 'Ask for a new one: `POST /v1/kiosk/challenges`. A code lasts five minutes, five tries, and lets in once.',
  },
  challenge_failed: {
    status: 422,
    title: 'This is not the code that was sent',
    mend: 'Type it again as it stands in the message. After five tries another code is needed. The answer is the same whether a member has the phone or not.',
  },
  code_not_sent: {
    status: 503,
    title: 'The code could not be sent',
    mend: 'The carrier did not take the message. Try again in a moment, or let the member show the card. What the carrier said is seen in its own console.',
  },
  not_registered: {
    status: 409,
    title: 'Nobody is registered with this phone',
    mend: 'The phone is proven; register with the same challenge and code: `POST /v1/kiosk/members`.',
  },
  card_number_not_enough: {
    status: 422,
    title: 'A card number alone lets nobody in here',
    mend: 'Scan the code on the member’s screen, or let the member prove the phone. A program may take printed cards at its kiosks: `kiosk.cardNumber` of its rules.',
  },
  enrolment_invalid: {
    status: 422,
    title: 'This enrolment code does not count',
    mend: 'Make a kiosk and type its code at the device within fifteen minutes, once: `POST /v1/kiosks`.',
  },
  channel_not_ready: {
    status: 422,
    title: 'This channel cannot be used yet',
    mend: 'Give the program an account at the carrier: `PUT /v1/channels/{channel}`. E-mail also needs a mail server of the installation (`LAUREL_SMTP_URL`), and does not go from Workers.',
  },
  campaign_over: {
    status: 409,
    title: 'This campaign has run or was cancelled',
    mend: 'What was sent cannot be taken back. Make a new campaign.',
  },
  task_over: {
    status: 409,
    title: 'This task is done already',
    mend: 'The message tells what came of it.',
  },
  reward_exists: {
    status: 409,
    title: 'A gift with this code exists',
    mend: 'Change it with `PATCH /v1/rewards/{code}`, or name the new one by another code.',
  },
  reward_not_available: {
    status: 409,
    title: 'The gift is not offered now',
    mend: '`GET /v1/rewards/{code}` tells whether it is active and from when until when it is offered.',
  },
  coupon_exists: {
    status: 409,
    title: 'A coupon with this code exists',
    mend: 'Change it with `PATCH /v1/coupons/{code}`, or name the new one by another code.',
  },
  coupon_not_found: {
    status: 404,
    title: 'The program, or the member, has no such coupon',
    mend: '`GET /v1/members/{id}/coupons` lists what the member has, `GET /v1/coupons` what the program gives out. A coupon of another member answers the same.',
  },
  coupon_not_available: {
    status: 409,
    title: 'The coupon is not given out now',
    mend: '`GET /v1/coupons/{code}` tells whether it is active and until when it holds.',
  },
  coupon_used: {
    status: 409,
    title: 'The coupon is used up',
    mend: '`GET /v1/memberCoupons/{id}` tells how many uses are left. When the receipt that used it comes back whole, it may be used again. To repeat a request that was cut off, send it again with the same `Idempotency-Key` or `externalId`.',
  },
  coupon_expired: {
    status: 409,
    title: 'The coupon’s time was over',
    mend: 'A sale is judged at its own instant: `GET /v1/memberCoupons/{id}` tells the last day (`validThrough`). Charge the sale without it.',
  },
  coupon_withdrawn: {
    status: 409,
    title: 'The coupon was withdrawn',
    mend: '`GET /v1/memberCoupons/{id}` tells when and why. Charge the sale without it, or give the member another: `POST /v1/members/{id}/coupons`.',
  },
  coupon_not_applicable: {
    status: 409,
    title: 'The coupon is not for this sale',
    mend: '`errors` tells which coupon and why: store, tier, goods, minimum spend, or that the till took nothing off for it. Ask `POST /v1/quotes` with `coupons` first, and send the lines at the quoted totals.',
  },
  tier_required: {
    status: 409,
    title: 'The gift is for other tiers',
    mend: '`GET /v1/rewards/{code}` tells the tiers that may have it; the summary tells how to reach them.',
  },
  per_member_limit: {
    status: 409,
    title: 'The member has had as many of it as one may',
    mend: 'Offer another gift or coupon. A reservation that is cancelled or lapses does not count, nor does a coupon that went back with the receipt that brought it.',
  },
  out_of_stock: {
    status: 409,
    title: 'It has run out',
    mend: 'Ask for fewer, or offer another gift or coupon. `PATCH /v1/rewards/{code}` with `addStock` adds what has come in; `PATCH /v1/coupons/{code}` with `stock` raises how many may be issued.',
  },
  token_used: {
    status: 409,
    title: 'This member token has redeemed already',
    mend: 'A token redeems once. Ask your back end for a fresh one: `POST /v1/members/{id}/sessions`. To repeat a request that was cut off, send it again with the same `Idempotency-Key`.',
  },
  redemption_collected: {
    status: 409,
    title: 'The gift was collected',
    mend: 'It was handed over before, and stays so. To repeat a request that was cut off, send it again with the same `Idempotency-Key`.',
  },
  redemption_cancelled: {
    status: 409,
    title: 'The reservation was cancelled',
    mend: 'Its points went back. Redeem again for a new reservation.',
  },
  reservation_lapsed: {
    status: 409,
    title: 'The reservation has lapsed',
    mend: 'It was not collected by its last day (`collectBy`); its points go back to the member. Redeem again for a new reservation.',
  },
  not_entitled: {
    status: 409,
    title: 'The member is not entitled to this benefit now',
    mend: '`detail` says why: the tier, the receipt that is needed, or the guests. `GET /v1/members/{id}/benefits` tells what the member has.',
  },
  already_used: {
    status: 409,
    title: 'The benefit was used already',
    mend: '`detail` says whether the receipt has served or the quota of the day, month or year is used up. Staff can take a use back: `POST /v1/benefitUses/{id}/undo`.',
  },
  import_over: {
    status: 409,
    title: 'The import is over',
    mend: 'Only an import that is queued or running can be cancelled. `GET /v1/imports/{id}` says what came of it.',
  },
  import_not_over: {
    status: 409,
    title: 'The import is not over yet',
    mend: 'Wait until it is done (`GET /v1/imports/{id}`), or cancel it first: `POST /v1/imports/{id}/cancel`. What it has made by then can be undone.',
  },
  import_has_consequences: {
    status: 409,
    title: 'Something rests on what the import has made',
    mend: 'Nothing was undone. `errors` names the first hundred rows with what rests on each, `GET /v1/imports/{id}/consequences` all of them. What came with later imports can be undone first, the last one first; what members have done since stays, and is set right by hand.',
  },
  clock_backwards: {
    status: 409,
    title: 'A test clock never runs backwards',
    mend: 'Name an instant that is not before the program’s now. Before the first purchase, top-up or adjustment any instant is allowed.',
  },
  live_program: {
    status: 409,
    title: 'A live program has no clock of its own',
    mend: 'Make a program in test mode to move its time.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is larger than 1 MiB',
    mend: 'Send fewer receipts in one batch.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not JSON',
    mend: 'Send `Content-Type: application/json`.',
  },
  invalid_request: {
    status: 422,
    title: 'Some fields are not acceptable',
    mend: '`errors` lists each fault with its path and what would be accepted.',
  },
  workbook_unreadable: {
    status: 422,
    title: 'The file is no workbook that can be read',
    mend: 'Send an .xlsx file (Office Open XML) with a sheet in it, or save it as CSV and send that as `text/csv`.',
  },
  workbook_encrypted: {
    status: 422,
    title: 'The workbook is protected by a password',
    mend: 'Take the password away where the workbook was made, or save it as CSV.',
  },
  workbook_too_old: {
    status: 422,
    title: 'The file is of a format before 2007 (.xls)',
    mend: 'Open it in a spreadsheet and save it as .xlsx, or as CSV.',
  },
  workbook_too_large: {
    status: 422,
    title: 'The workbook is larger than what is read of one',
    mend: 'A workbook may have 8 MiB, 128 MiB unpacked in a sheet, 24 MiB of shared texts, and 1,000 columns. Save it as CSV, which may have 32 MiB, or send it in parts.',
  },
  invalid_rules: {
    status: 422,
    title: 'The rules are not acceptable',
    mend: '`errors` lists each fault with its path in the document; `GET /v1/program/rules` shows the rules in force.',
  },
  unknown_plan: {
    status: 422,
    title: 'The program has no such top-up plan',
    mend: 'Name the `code` of one of `topUpPlans` in the rules in force: `GET /v1/program/rules`.',
  },
  unknown_tier: {
    status: 422,
    title: 'The program has no such tier',
    mend: 'Name the `code` of one of the program’s tiers, or null for none: `GET /v1/program`.',
  },
  tier_not_by_hand: {
    status: 422,
    title: 'The rules do not let this tier be given by hand',
    mend: 'A tier above the one held is given by hand only where its `entry` rules name the hand (`{"on":"hand"}`). A lower one, or none, always may be set.',
  },
  tender_mismatch: {
    status: 422,
    title: 'The tenders do not add up to the lines',
    mend: 'The amounts of all tenders must equal the sum of the lines: quantity × unitPrice, or the line’s own `total`.',
  },
  voucher_exceeds_coupons: {
    status: 422,
    title: 'More was paid by vouchers than the coupons are worth',
    mend: 'Where `coupons` name vouchers, the tenders of kind `voucher` are theirs alone: at most what `POST /v1/quotes` says in `vouchers`. Take the rest by another tender.',
  },
  occurred_in_future: {
    status: 422,
    title: 'The sale is later than the program’s now',
    mend: 'Check the till’s clock and the offset of `occurredAt`. `GET /v1/program` tells the program’s now.',
  },
  amount_out_of_range: {
    status: 422,
    title: 'An amount is too large to be counted exactly',
    mend: 'No amount of money or points may go beyond 2^53 − 1 minor units; nothing is ever rounded.',
  },
  return_exceeds_purchase: {
    status: 422,
    title: 'More comes back than was bought',
    mend: '`GET /v1/purchases/{id}` shows for each line how many were bought and how many have come back. `errors` names the line.',
  },
  multiplier_exceeds_contract_rate: {
    status: 422,
    title: 'The multiplier is above contract rate divided by rebate rate',
    mend: 'Lower the multiplier, or name the contract rate that allows it: at 25 % and a rebate of 1 % a brand may give at most ×25; without a contract rate at most ×1.',
  },
  weak_password: {
    status: 422,
    title: 'The password is too easy to guess',
    mend: 'Ten characters or more, not among those that guessers try first, and not made of the e-mail address. Four random words do well; no digits or signs are asked for.',
  },
  sign_in_locked: {
    status: 429,
    title: 'Too many sign-ins have failed under this address',
    mend: 'Wait as long as `Retry-After` says: a minute after the fifth failure, twice as long after each one more, at most an hour. It is the same whether there is such an account or not. Sessions that are open go on, and an admin can invite you to set a new password at once.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    mend: 'Wait as long as `Retry-After` says. The `RateLimit` headers tell what is left.',
  },
  internal_error: {
    status: 500,
    title: 'The server failed',
    mend: 'Nothing was half-written. Send the request again with the same `Idempotency-Key`; report `requestId` if it goes on.',
  },
  outcome_unknown: {
    status: 503,
    title: 'The database was lost while it wrote',
    mend: 'The write may or may not stand. Send the request again after `Retry-After` seconds with the same `Idempotency-Key` or `externalId`: it is done once.',
  },
  busy: {
    status: 503,
    title: 'The write could not get through',
    mend: 'Nothing was written. Send the request again after `Retry-After` seconds, with the same `Idempotency-Key`.',
  },
} as const satisfies Record<string, { status: number; title: string; mend: string }>

export type ProblemCode = keyof typeof problemTable
